/** Half the spacing of float32 numbers just above 1: the relative error of one rounding. */
export const unit = 2 ** -24

/** The same bits. */
export const exact = 0

/**
 * `b + w * (p - b)` with w in [0, 1]: the difference, the product and the sum round once each. The first two are at most
 * `|p| + |b|` in size and the last lies between p and b, so three roundings of `unit * (|p| + |b|)`; one more for the final comparison.
 */
export function allowBlend(picture: number, baseline: number): number {
  return 4 * unit * (Math.abs(picture) + Math.abs(baseline))
}

/**
 * As `allowBlend`, and the weight itself is rounded: the two ends of a run, the share between them, their difference, product and sum
 * add at most five roundings of a number in [0, 1], each of which moves the result by at most `unit * |p - b|`.
 */
export function allowSoftBlend(picture: number, baseline: number): number {
  return 8 * unit * (Math.abs(picture) + Math.abs(baseline))
}

/**
 * A sum of `count` terms of at most `largest` each: roundings of a running sum point either way, so they grow with the square root of
 * their number. The factor 8 leaves room for the weights' own roundings.
 */
export function allowSum(count: number, largest: number): number {
  return 8 * unit * Math.sqrt(count) * largest
}

/** Exponentials and logarithms of other libraries, and float32 ones on a GPU (exp is allowed `3 + 2 |x|` units there). */
export function allowScore(expected: number): number {
  return 1e-6 + 1e-5 * Math.abs(expected)
}

/** `1 - drop` for a drop in [0, 1]: one rounding of a number of at most 1. */
export const allowComplement = unit

/** A sum over `selected` regions in any order, then four products and their sum. */
export function allowGain(selected: number, expected: number): number {
  return (selected + 8) * unit * Math.max(1, Math.abs(expected))
}

/** Sums of centred columns cancel, so errors are measured against the largest score, not each one's own. */
export function allowHsic(expected: Float64Array): number {
  return 1e-5 * expected.reduce((largest, value) => Math.max(largest, value), 0)
}
