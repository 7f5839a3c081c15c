import { blend } from './blend.ts'

/** `baseline + w * (picture - baseline)` per pixel and channel, with one weight per region: see `MaskRegions`. */
export function maskRegions(
  picture: Float32Array,
  baseline: Float32Array,
  labels: Uint16Array,
  weights: Float32Array,
  output: Float32Array | Float64Array,
  { masks, regions, pixels }: { readonly masks: number; readonly regions: number; readonly pixels: number },
): void {
  for (let mask = 0; mask < masks; mask++) {
    for (let channel = 0; channel < 3; channel++) {
      for (let pixel = 0; pixel < pixels; pixel++) {
        const weight = weights[mask * regions + labels[pixel]!]!
        const source = channel * pixels + pixel
        output[mask * 3 * pixels + source] = blend(picture[source]!, baseline[source]!, weight)
      }
    }
  }
}
