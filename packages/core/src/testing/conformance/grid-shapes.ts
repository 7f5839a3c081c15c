import type { GridShape } from '../../kernels/kernels.ts'
import { createRandom } from '../../random/random.ts'

/** Sizes that both grid kernels are tried on. */
export interface NamedGridShape extends GridShape {
  readonly name: string
}

export const gridShapes: readonly NamedGridShape[] = [
  shape('one cell over one pixel', 1, [1, 1], [1, 1], [1, 1]),
  shape('one cell over the frame', 2, [1, 1], [9, 6], [9, 6]),
  shape('as large as the frame, no multiple of four', 3, [7, 7], [29, 31], [29, 31]),
  shape('one row of cells', 2, [1, 5], [4, 18], [4, 18]),
  shape('one column of cells', 2, [6, 1], [17, 4], [17, 4]),
  shape('more columns than rows', 2, [3, 11], [24, 33], [24, 33]),
  shape('windows that shift by up to a cell', 8, [8, 8], [40, 40], [35, 35]),
  shape('a window much smaller than the grid', 4, [5, 4], [50, 60], [7, 9]),
  shape('one pixel seen through each window', 5, [4, 4], [16, 16], [1, 1]),
  shape('more cells than pixels', 2, [16, 19], [6, 5], [6, 5]),
  shape('as many cells as pixels', 2, [12, 12], [12, 12], [12, 12]),
  shape('as many pixels as a workgroup has threads', 3, [3, 3], [9, 9], [8, 8]),
  shape('one pixel more', 3, [3, 3], [9, 16], [5, 13]),
  shape('rows longer than a stretch of 256', 2, [4, 7], [8, 515], [3, 511]),
  shape('a batch of 64', 64, [7, 7], [28, 28], [23, 25]),
]

/** u32[masks, 2]: the first window at the top left, the second at the bottom right, the others anywhere. */
export function drawOffsets(seed: number, { masks, upHeight, upWidth, height, width }: GridShape): Uint32Array {
  const random = createRandom(seed)
  const slack = [upHeight - height, upWidth - width] as const
  const place = (mask: number, room: number): number =>
    mask === 0 ? 0 : mask === 1 ? room : Math.floor(random.next() * (room + 1))
  return Uint32Array.from({ length: 2 * masks }, (_, index) => place(index >> 1, slack[index % 2 === 0 ? 0 : 1]))
}

type Size = readonly [rows: number, columns: number]

function shape(name: string, masks: number, grid: Size, upsampled: Size, frame: Size): NamedGridShape {
  return {
    name,
    masks,
    gridRows: grid[0],
    gridColumns: grid[1],
    upHeight: upsampled[0],
    upWidth: upsampled[1],
    height: frame[0],
    width: frame[1],
  }
}
