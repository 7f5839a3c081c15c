/** One number per pixel, row-major. */
export interface SimilarityPlane {
  readonly width: number
  readonly height: number
  readonly values: ArrayLike<number>
}

const radius = 5
const sigma = 1.5
const [k1, k2] = [0.01, 0.03]

/**
 * Mean structural similarity of two planes of one size, -1..1: 1 where they are the same. Windows of 11 x 11 pixels weighted by a Gaussian with a
 * deviation of 1.5, those that lie wholly inside; on a side shorter than 11, the parts that do, weighted anew. The range is from the lowest to the
 * highest value of both; 1 where each is constant.
 *
 * Z. Wang et al., Image Quality Assessment: From Error Visibility to Structural Similarity, 2004.
 */
export function structuralSimilarity(a: SimilarityPlane, b: SimilarityPlane): number {
  const [first, second] = [Float64Array.from(a.values), Float64Array.from(b.values)]
  const [lowA, highA] = extentOf(first)
  const [lowB, highB] = extentOf(second)
  if (lowA === highA && lowB === highB) return 1
  const range = Math.max(highA, highB) - Math.min(lowA, lowB)
  const [c1, c2] = [(k1 * range) ** 2, (k2 * range) ** 2]

  const smooth = (values: Float64Array): Float64Array => smoothed(values, a.width, a.height)
  const [meanA, meanB] = [smooth(first), smooth(second)]
  const squaresA = smooth(first.map((value) => value * value))
  const squaresB = smooth(second.map((value) => value * value))
  const products = smooth(first.map((value, index) => value * second[index]!))
  let sum = 0
  for (let i = 0; i < meanA.length; i++) {
    const [x, y] = [meanA[i]!, meanB[i]!]
    const luminance = (2 * x * y + c1) / (x * x + y * y + c1)
    const structure = (2 * (products[i]! - x * y) + c2) / (squaresA[i]! - x * x + squaresB[i]! - y * y + c2)
    sum += luminance * structure
  }
  return sum / meanA.length
}

function extentOf(values: Float64Array): readonly [low: number, high: number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}

/** Gaussian means around the middles of all windows. */
function smoothed(values: Float64Array, width: number, height: number): Float64Array {
  const across = windowsOf(width)
  const down = windowsOf(height)
  const rows = new Float64Array(across.length * height)
  for (let y = 0; y < height; y++)
    across.forEach(({ start, weights }, x) => {
      weights.forEach((weight, offset) => {
        rows[y * across.length + x]! += weight * values[y * width + start + offset]!
      })
    })
  const result = new Float64Array(across.length * down.length)
  down.forEach(({ start, weights }, y) => {
    weights.forEach((weight, offset) => {
      for (let x = 0; x < across.length; x++)
        result[y * across.length + x]! += weight * rows[(start + offset) * across.length + x]!
    })
  })
  return result
}

/** Windows along a side, each with its first pixel and weights that sum to 1. */
function windowsOf(length: number): readonly { readonly start: number; readonly weights: readonly number[] }[] {
  const isShort = length < 2 * radius + 1
  const middles = isShort ? length : length - 2 * radius
  return Array.from({ length: middles }, (_, index) => {
    const middle = isShort ? index : index + radius
    const start = Math.max(0, middle - radius)
    const end = Math.min(length - 1, middle + radius)
    const weights = Array.from({ length: end - start + 1 }, (_, offset) => {
      const deviations = (start + offset - middle) / sigma
      return Math.exp(-(deviations ** 2) / 2)
    })
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return { start, weights: weights.map((weight) => weight / total) }
  })
}
