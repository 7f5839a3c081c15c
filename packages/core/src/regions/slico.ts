import { TelltaleError } from '../errors.ts'
import type { Pixels } from '../image/pixels.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'
import { assignPixels, regionsByColumn } from './slico-assign.ts'
import { moveCentres } from './slico-centres.ts'
import { countSeeds } from './slico-seeds.ts'
import { widenSpreads } from './slico-spread.ts'
import { startSlico } from './slico-state.ts'

/**
 * Superpixels by SLICO (zero-parameter SLIC; Achanta et al., "SLIC Superpixels Compared to State-of-the-Art Superpixel Methods",
 * TPAMI 2012), equal to OpenCV's ximgproc on every pixel: float32 arithmetic, colours as they are, no clean-up afterwards. A region may
 * therefore be empty or fall apart; `createRegions` mends both.
 *
 * `cell` is the distance of seeds in pixels. Labels are numbered by seed, row by row, and `count` is the number of seeds. Throws
 * USAGE_REGIONS when the cell leaves no seed on the frame, or more than 65535.
 */
export function slico(frame: Pixels, cell: number, iterations = 20): RegionMap {
  checkCell(frame, cell)
  let state = startSlico(frame, cell)
  for (let pass = 0; pass < iterations; pass++) {
    const covering = regionsByColumn(state)
    assignPixels(state, covering)
    widenSpreads(state, covering, pass === 0)
    state = moveCentres(state)
  }
  const { width, height, count } = state
  return { width, height, count, labels: transpose(state.labels, height, width), kind: 'slico' }
}

function checkCell({ width, height }: Pixels, cell: number): void {
  const seeds = Number.isInteger(cell) && cell > 0 ? countSeeds(width, height, cell) : 0
  if (seeds >= 1 && seeds <= maximumRegions) return
  throw new TelltaleError(
    'USAGE_REGIONS',
    `Cells of ${cell} pixels give a frame of ${width}x${height} pixels ${seeds} regions.`,
    `Choose a cell that gives 1 to ${maximumRegions}.`,
    { value: cell, limit: maximumRegions },
  )
}

/** Swaps the rows and columns of a plane. */
function transpose(plane: Uint16Array, columns: number, rows: number): Uint16Array {
  const result = new Uint16Array(plane.length)
  for (let column = 0, out = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) result[out++] = plane[row * columns + column]!
  }
  return result
}
