import type { GridShape } from '../kernels.ts'
import { gridWeight } from './grid-weight.ts'

/** Per pixel, the sums over the batch of `value * weight` and of `weight`: see `AccumulateGrid`. */
export function accumulateGrid(
  cells: Float32Array,
  offsets: Uint32Array,
  values: Float32Array,
  output: Float32Array | Float64Array,
  shape: GridShape,
): void {
  const { masks, height, width } = shape
  const pixels = height * width
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let weighted = 0
      let total = 0
      for (let mask = 0; mask < masks; mask++) {
        const weight = gridWeight(cells, offsets, shape, mask, row, column)
        weighted += values[mask]! * weight
        total += weight
      }
      const pixel = row * width + column
      output[pixel] = weighted
      output[pixels + pixel] = total
    }
  }
}
