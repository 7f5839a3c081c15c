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
  const weights = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, distance) => Math.exp(-(distance ** 2) / (2 * sigma ** 2)))
  const sum = 2 * weights.reduce((a, b) => a + b) - weights[0]!
  return weights.map((weight) => weight / sum)
}

/** Blurs along the rows and returns the result with rows and columns swapped: twice is a blur in both directions. */
function blurRows(pixels: Float64Array, width: number, height: number, weights: Float64Array): Float64Array {
  const reach = weights.length - 1
  const result = new Float64Array(pixels.length)
  const padded = new Float64Array(width + 2 * reach)
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < 3; c++) {
      const row = 3 * y * width + c
      padded.fill(pixels[row]!, 0, reach)
      for (let x = 0; x < width; x++) padded[reach + x] = pixels[row + 3 * x]!
      padded.fill(pixels[row + 3 * (width - 1)]!, reach + width)

      for (let x = 0; x < width; x++) {
        const centre = reach + x
        let sum = padded[centre]! * weights[0]!
        for (let d = 1; d <= reach; d++) sum += (padded[centre - d]! + padded[centre + d]!) * weights[d]!
        result[3 * (x * height + y) + c] = sum
      }
    }
  }
  return result
}
