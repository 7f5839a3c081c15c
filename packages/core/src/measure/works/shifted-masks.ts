import type { GridShape } from '../../kernels/kernels.ts'
import { createShiftedGrids } from '../../random/shifted-grids.ts'
import { side } from './scene.ts'

/** Masks as RISE draws them: coarse cells, upsampled by one cell more than the frame needs, and shifted by less than a cell. */
export interface ShiftedMasks {
  readonly shape: GridShape
  readonly cells: Float32Array
  readonly offsets: Uint32Array
}

const perSide = 7
const cell = side / perSide

/** So many masks of 8 x 8 cells over one frame. */
export function drawShiftedMasks(seed: number, masks: number): ShiftedMasks {
  const rows = perSide + 1
  const shape = {
    masks,
    gridRows: rows,
    gridColumns: rows,
    upHeight: rows * cell,
    upWidth: rows * cell,
    height: side,
    width: side,
  }
  const cells = new Float32Array(masks * rows * rows)
  const offsets = new Uint32Array(2 * masks)
  const { draw } = createShiftedGrids({ seed, cells: rows * rows, keep: 0.5, shifts: [cell, cell] })
  for (let mask = 0; mask < masks; mask++)
    draw(mask, cells.subarray(mask * rows * rows, (mask + 1) * rows * rows), offsets.subarray(2 * mask, 2 * mask + 2))
  return { shape, cells, offsets }
}
