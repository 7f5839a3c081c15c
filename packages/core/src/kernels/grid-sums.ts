import type { GridShape, Kernels } from './kernels.ts'
import { withScratchBuffers } from './scratch-buffers.ts'

/** Soft masks by their cells, and one number for each. */
export interface GridSumInputs {
  readonly shape: GridShape
  /** f32[masks, gridRows, gridColumns] */
  readonly cells: Float32Array
  /** u32[masks, 2]: row and column of the window. */
  readonly offsets: Uint32Array
  /** One finite number per mask. */
  readonly values: Float32Array
}

/** Per pixel, `sum(value * weight)` and `sum(weight)` over the masks, f32, by the `accumulateGrid` kernel. */
export interface GridSums {
  readonly weighted: Float32Array
  readonly weights: Float32Array
}

/** Sums over some masks, per pixel of the frame. Sums over many are to be added up by the caller in float64. */
export async function gridSums(kernels: Kernels, { shape, cells, offsets, values }: GridSumInputs): Promise<GridSums> {
  const pixels = shape.height * shape.width
  const sums = new Float32Array(2 * pixels)
  return await withScratchBuffers(kernels, async ({ hold, upload }) => {
    const output = hold(sums.byteLength)
    kernels.accumulateGrid({ ...shape, cells: upload(cells), offsets: upload(offsets), values: upload(values), output })
    await kernels.read(output, sums)
    return { weighted: sums.subarray(0, pixels), weights: sums.subarray(pixels) }
  })
}
