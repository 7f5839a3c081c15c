import type { GridShape } from '../kernels.ts'
import { blend } from './blend.ts'
import { gridWeight } from './grid-weight.ts'

/** `baseline + w * (picture - baseline)` with the weight of a pixel read from upsampled cells: see `MaskGrid`. */
export function maskGrid(
  picture: Float32Array,
  baseline: Float32Array,
  cells: Float32Array,
  offsets: Uint32Array,
  output: Float32Array | Float64Array,
  shape: GridShape,
): void {
  const { masks, height, width } = shape
  const pixels = height * width
  for (let mask = 0; mask < masks; mask++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const weight = gridWeight(cells, offsets, shape, mask, row, column)
        for (let channel = 0; channel < 3; channel++) {
          const source = channel * pixels + row * width + column
          output[mask * 3 * pixels + source] = blend(picture[source]!, baseline[source]!, weight)
        }
      }
    }
  }
}
