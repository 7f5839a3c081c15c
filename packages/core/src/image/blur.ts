import type { Pixels } from './pixels.ts'

/**
 * Gaussian blur in f64, rounded to bytes once at the end: interleaved RGB of the same size. `sigma` > 0 is in pixels, the border is
 * replicated, and the kernel ends at three sigma.
 */
export function blur(picture: Pixels, sigma: number): Uint8Array {
  return Uint8Array.from(blurUnrounded(picture, sigma), (value) => Math.floor(value + 0.5))
}

/** The same before it is rounded, 0..255. */
export function blurUnrounded({ width, height, rgb }: Pixels, sigma: number): Float64Array {
  const weights = gaussianWeights(sigma)
  const result = new Float64Array(rgb.length)
  const plane = new Float64Array(width * height)
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < plane.length; i++) plane[i] = rgb[3 * i + channel]!
    const blurred = blurRows(blurRows(plane, width, height, weights), height, width, weights)
    for (let i = 0; i < plane.length; i++) result[3 * i + channel] = blurred[i]!
  }
  return result
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
function blurRows(plane: Float64Array, width: number, height: number, weights: Float64Array): Float64Array {
  const reach = weights.length - 1
  const result = new Float64Array(plane.length)
  const blurred = new Float64Array(4 * Math.ceil(width / 4))
  const padded = new Float64Array(blurred.length + 2 * reach)
  for (let y = 0; y < height; y++) {
    const row = plane.subarray(y * width, (y + 1) * width)
    padded.fill(row[0]!, 0, reach)
    padded.set(row, reach)
    padded.fill(row[width - 1]!, reach + width)
    blurRow(padded, blurred, weights)
    for (let x = 0; x < width; x++) result[x * height + y] = blurred[x]!
  }
  return result
}

/**
 * Four neighbours at a time. One step further out, each reads what its neighbour has just read, so a step loads two values, not eight:
 *
 *     before  b0 b1 b2 b3        after  a0 a1 a2 a3        next step:  b0' b0 b1 b2   and   a1 a2 a3 a3'
 */
function blurRow(padded: Float64Array, blurred: Float64Array, weights: Float64Array): void {
  const reach = weights.length - 1
  const weight0 = weights[0]!
  for (let x = 0; x < blurred.length; x += 4) {
    const first = reach + x
    let b1 = padded[first]!
    let b2 = padded[first + 1]!
    let b3 = padded[first + 2]!
    let a0 = b2
    let a1 = b3
    let a2 = padded[first + 3]!
    let sum0 = b1 * weight0
    let sum1 = b2 * weight0
    let sum2 = b3 * weight0
    let sum3 = a2 * weight0
    for (let distance = 1; distance <= reach; distance++) {
      const weight = weights[distance]!
      const b0 = padded[first - distance]!
      const a3 = padded[first + 3 + distance]!
      sum0 += (b0 + a0) * weight
      sum1 += (b1 + a1) * weight
      sum2 += (b2 + a2) * weight
      sum3 += (b3 + a3) * weight
      b3 = b2
      b2 = b1
      b1 = b0
      a0 = a1
      a1 = a2
      a2 = a3
    }
    blurred[x] = sum0
    blurred[x + 1] = sum1
    blurred[x + 2] = sum2
    blurred[x + 3] = sum3
  }
}
