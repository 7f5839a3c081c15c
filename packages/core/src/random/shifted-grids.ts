import { deriveSeed } from './derive-seed.ts'
import { createRandom } from './random.ts'

/** A coarse mask of random cells behind a window that is shifted by less than a cell. */
export interface ShiftedGrids {
  /** Writes the cells of mask `index`, 0 or 1, and the row and column of its window. */
  readonly draw: (index: number, cells: Float32Array, offset: Uint32Array) => void
}

/** Sizes and chances of the masks. */
export interface ShiftedGridOptions {
  readonly seed: number
  /** Cells per mask. */
  readonly cells: number
  /** Probability that a cell is kept. */
  readonly keep: number
  /** Windows are at row 0..rows-1 and column 0..columns-1. */
  readonly shifts: readonly [rows: number, columns: number]
}

/** Masks of independent cells, each with a shift of its own. Mask i depends on the seed and i only; with another chance it keeps the same cells and more. */
export function createShiftedGrids({ seed, cells: count, keep, shifts: [rows, columns] }: ShiftedGridOptions): ShiftedGrids {
  const random = createRandom(deriveSeed(seed, 'shifted-grids'))
  const draws = count + 2
  return {
    draw: (index, cells, offset) => {
      const first = index * draws
      for (let cell = 0; cell < count; cell++) cells[cell] = random.at(first + cell) < keep ? 1 : 0
      offset[0] = Math.floor(random.at(first + count) * rows)
      offset[1] = Math.floor(random.at(first + count + 1) * columns)
    },
  }
}
