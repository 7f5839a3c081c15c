/** Sums over the masks that were shown, per pixel and of the scores. */
export interface MaskSums {
  /** Per pixel, `sum(score * mask)`. */
  readonly weighted: Float64Array
  /** Per pixel, `sum(mask)`. */
  readonly weights: Float64Array
  readonly samples: number
  readonly scores: number
}

/** How sums over masks become a map. */
export interface MaskMapOptions {
  /** Expected value of a mask at a pixel, above 0. */
  readonly keep: number
  /** `mask-sum` divides each pixel by what the masks showed of it, `expected` by what they were to show of it: samples times keep. */
  readonly normaliser: 'mask-sum' | 'expected'
  /** Weighs by `mask - keep` in place of `mask`: signed, and scaled to a largest absolute value of 1. */
  readonly debias: boolean
}

const smallestSum = 1e-4

/**
 * Importance per pixel, f32, in units of the score: `sum(score * mask) / (sum(mask) + 1e-4)`, or over `samples * keep`; debiased,
 * `sum(score * (mask - keep))` over its largest absolute value, where the normaliser does not matter. All 0 without samples.
 *
 * Petsiuk, Das and Saenko, RISE: Randomized Input Sampling for Explanation of Black-box Models, BMVC 2018.
 */
export function weightedMasks({ weighted, weights, samples, scores }: MaskSums, options: MaskMapOptions): Float32Array {
  const { keep, normaliser, debias } = options
  if (samples === 0) return new Float32Array(weighted.length)
  if (debias) return scaled(weighted.map((sum) => sum - keep * scores))
  if (normaliser === 'expected') return Float32Array.from(weighted, (sum) => sum / (samples * keep))
  return Float32Array.from(weighted, (sum, pixel) => sum / (weights[pixel]! + smallestSum))
}

function scaled(values: Float64Array): Float32Array {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  return Float32Array.from(values, (value) => (largest > 0 ? value / largest : 0))
}
