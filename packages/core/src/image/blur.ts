import type { Pixels } from './pixels.ts'

/**
 * Gaussian blur in f64, rounded to bytes once at the end: interleaved RGB of the same size. `sigma` is in pixels, the border is
 * replicated, and the kernel ends at three sigma.
 */
export function blur({ width, height, rgb }: Pixels, sigma: number): Uint8Array {
  const weights = gaussianWeights(sigma)
  const blurred = blurRows(blurRows(Float64Array.from(rgb), width, height, weights), height, width, weights)
  return Uint8Array.from(blurred, (value) => Math.floor(value + 0.5))
}

/** Weights of the distances 0, 1, ..., so that the whole symmetric kernel sums to 1. */
function gaussianWeights(sigma: number): Float64Array {
  const weights = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, distance) =>
    Math.exp(-(distance ** 2) / (2 * sigma ** 2)),
  )
  const sum = 2 * weights.reduce((a, b) => a + b) - weights[0]!
  return weights.map((weight) => weight / sum)
}

/** Blurs along the rows and returns the result with rows and columns swapped: twice is a blur in both directions. */
function blurRows(pixels: Float64Array, width: number, height: number, weights: Float64Array): Float64Array {
  const reach = weights.length - 1
  const result = new Float64Array(pixels.length)
  const padded = new Float64Array(3 * (width + 2 * reach))
  for (let y = 0; y < height; y++) {
    padRow(padded, pixels.subarray(3 * y * width, 3 * (y + 1) * width), reach)
    for (let x = 0; x < width; x++) {
      const centre = 3 * (reach + x)
      let red = padded[centre]! * weights[0]!
      let green = padded[centre + 1]! * weights[0]!
      let blue = padded[centre + 2]! * weights[0]!
      for (let d = 1, before = centre - 3, after = centre + 3; d <= reach; d++, before -= 3, after += 3) {
        const weight = weights[d]!
        red += (padded[before]! + padded[after]!) * weight
        green += (padded[before + 1]! + padded[after + 1]!) * weight
        blue += (padded[before + 2]! + padded[after + 2]!) * weight
      }
      const out = 3 * (x * height + y)
      result[out] = red
      result[out + 1] = green
      result[out + 2] = blue
    }
  }
  return result
}

/** Copies a row of RGB into the middle of `padded` and repeats its first and last pixel `reach` times. */
function padRow(padded: Float64Array, row: Float64Array, reach: number): void {
  padded.set(row, 3 * reach)
  for (let i = 0; i < 3 * reach; i++) {
    padded[i] = row[i % 3]!
    padded[3 * reach + row.length + i] = row[row.length - 3 + (i % 3)]!
  }
}
