import { TelltaleError } from '../errors.ts'
import { boxOfFrame } from '../image/frame-box.ts'
import type { Picture } from '../image/picture.ts'
import { sampleBilinear } from '../image/sample-plane.ts'
import type { Frame } from '../model/classifier.ts'
import { cellsOfPixels } from './cells.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'
import { checkMap, type SaliencyMap } from './saliency-map.ts'

/** How a frame is divided into patches. */
export interface PatchOptions {
  /** How many regions are wanted. */
  readonly count: number
  /** What ranks the cells; null finds them all equal, so that regions are rows of cells. */
  readonly prior: SaliencyMap | null
  /** Cells along each side of the frame; default: what `count` regions of `cells` cells need. */
  readonly side?: number
  /** Cells of one region; default 4, or with a given `side` as many as make `count` regions. */
  readonly cells?: number
}

const usualCells = 4

/**
 * Regions of equally many cells that a prior map finds about equally important (Chen et al., "Less is More: Fewer Interpretable Region via
 * Submodular Subset Selection", ICLR 2024). The frame becomes `side * side` cells, the last row and column taking the pixels left over; the
 * prior is brought to as many values, bilinear without averaging, and ranks the cells, of equals the first in row order first. Region 0 is
 * the `cells` first of them, and so on; what is left over makes one more region. A region need not be connected.
 *
 * Throws USAGE_REGIONS when there are more cells along a side than pixels, or more than 65535 regions, MAP_UNREADABLE as `fitMap`.
 */
export function patches(frame: Frame, options: PatchOptions, picture: Pick<Picture, 'width' | 'height'>): RegionMap {
  const { width, height } = frame
  const { prior } = options
  const { side, cells } = resolvePatches(frame, options)
  if (prior) checkMap(prior)

  const importance = prior ? sampleBilinear(prior, boxOfFrame(prior, frame, picture), side, side) : new Float32Array(side * side)
  const ranked = Uint32Array.from(importance.keys()).sort((a, b) => importance[b]! - importance[a]! || a - b)
  const regionOf = new Uint16Array(side * side)
  ranked.forEach((cell, rank) => {
    regionOf[cell] = Math.floor(rank / cells)
  })

  const labels = Uint16Array.from(cellsOfPixels(width, height, side, side), (cell) => regionOf[cell]!)
  return { width, height, count: Math.ceil((side * side) / cells), labels, kind: 'map' }
}

function resolvePatches({ width, height }: Frame, options: PatchOptions): { readonly side: number; readonly cells: number } {
  const { count } = options
  const shorter = Math.min(width, height)
  const wanted = Math.min(shorter, Math.max(1, Math.round(Math.sqrt((options.cells ?? usualCells) * count))))
  const side = inRange('cells along a side', options.side ?? wanted, shorter)
  const usual = options.side === undefined ? Math.min(usualCells, side * side) : Math.max(1, Math.round((side * side) / count))
  const cells = inRange('cells in a region', options.cells ?? usual, side * side)
  const regions = Math.ceil((side * side) / cells)
  if (regions <= maximumRegions) return { side, cells }
  throw new TelltaleError(
    'USAGE_REGIONS',
    `${side}x${side} cells, ${cells} to a region, make ${regions} regions.`,
    `Choose a smaller side or more cells, for at most ${maximumRegions} regions.`,
    { value: regions, limit: maximumRegions },
  )
}

function inRange(what: string, value: number, limit: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= limit) return value
  throw new TelltaleError('USAGE_REGIONS', `Patches cannot have ${value} ${what}.`, `Give a whole number from 1 to ${limit}.`, {
    value,
    limit,
  })
}
