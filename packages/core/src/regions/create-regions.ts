import { TelltaleError } from '../errors.ts'
import type { Picture } from '../image/picture.ts'
import type { Frame } from '../model/classifier.ts'
import { chooseCellSize } from './cell-size.ts'
import { connectRegions } from './connectivity.ts'
import { dropEmptyRegions } from './drop-empty-regions.ts'
import { grid } from './grid.ts'
import { type LabelMap, regionsFromLabels } from './label-map.ts'
import { maximumRegions } from './limits.ts'
import { type PatchOptions, patches } from './patches.ts'
import type { RegionMap } from './region-map.ts'
import { seeds } from './seeds.ts'
import { chooseSuperpixels } from './seeds-grid.ts'
import { slico } from './slico.ts'

/** How a frame is divided. `count` is how many regions are wanted; the map says how many there are. */
export type RegionSource =
  /** Superpixels. `connectivity`: whether stray parts join a neighbour; default true. */
  | { readonly kind: 'slico' | 'seeds'; readonly count: number; readonly connectivity?: boolean }
  /** A plain grid. */
  | { readonly kind: 'grid'; readonly count: number }
  /** Cells of a grid, put together by what a map finds equally important. */
  | ({ readonly kind: 'patches' } & PatchOptions)
  /** Regions made elsewhere, for the picture or the frame. `name` is what errors call them. */
  | { readonly kind: 'labels'; readonly labels: LabelMap; readonly name?: string }
  /** Regions of the frame that are there already, as a document has them; `count` is how many had been wanted. */
  | { readonly kind: 'ready'; readonly map: RegionMap; readonly count: number }

/** Every kind of source. */
export const regionSourceKinds = [
  'slico',
  'seeds',
  'grid',
  'patches',
  'labels',
  'ready',
] as const satisfies RegionSource['kind'][]

/**
 * Divides a frame into regions, each with at least one pixel. `picture` is the size of the picture that the frame was taken from: maps
 * and labels of that size are cut to what the frame shows.
 *
 * Throws USAGE_REGIONS when `count` is below 1, above 65535 or above the number of pixels, or when labels have another size than picture
 * and frame; MAP_UNREADABLE when a prior map is unusable.
 */
export function createRegions(frame: Frame, source: RegionSource, picture: Pick<Picture, 'width' | 'height'>): RegionMap {
  if (source.kind === 'ready') return readyRegions(source.map, frame)
  if (source.kind === 'labels') return regionsFromLabels(source.labels, frame, picture, source.name)
  checkCount(frame, source.count)
  const regions = dropEmptyRegions(divide(frame, source, picture))
  const isSuperpixels = source.kind === 'slico' || source.kind === 'seeds'
  return isSuperpixels && (source.connectivity ?? true) ? connectRegions(regions) : regions
}

function divide(
  frame: Frame,
  source: Exclude<RegionSource, { kind: 'labels' | 'ready' }>,
  picture: Pick<Picture, 'width' | 'height'>,
): RegionMap {
  const { width, height } = frame
  switch (source.kind) {
    case 'slico':
      return slico(frame, chooseCellSize(width, height, source.count))
    case 'seeds':
      return seeds(frame, chooseSuperpixels(width, height, source.count))
    case 'grid':
      return grid(width, height, source.count)
    case 'patches':
      return patches(frame, source, picture)
  }
}

function readyRegions(map: RegionMap, { width, height }: Frame): RegionMap {
  if (map.width === width && map.height === height) return map
  throw new TelltaleError(
    'USAGE_REGIONS',
    `The regions are for a frame of ${map.width}x${map.height} pixels, and this one has ${width}x${height}.`,
    'Take the model and the picture that the regions were made for.',
    { value: `${map.width}x${map.height}`, limit: `${width}x${height}` },
  )
}

function checkCount({ width, height }: Frame, count: number): void {
  const limit = Math.min(maximumRegions, width * height)
  if (Number.isInteger(count) && count >= 1 && count <= limit) return
  throw new TelltaleError(
    'USAGE_REGIONS',
    `A frame of ${width}x${height} pixels cannot have ${count} regions.`,
    `Give a whole number from 1 to ${limit}; 49 is usual.`,
    { value: count, limit },
  )
}
