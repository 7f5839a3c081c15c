/**
 * Shannon's entropy in nats of the magnitudes taken as shares of their sum, 0..ln n. Zeros count nothing. NaN where the sum is 0.
 *
 * C. Shannon, A Mathematical Theory of Communication, 1948.
 */
export function entropyOfMagnitudes(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!)
  if (sum === 0) return Number.NaN
  let entropy = 0
  for (let i = 0; i < values.length; i++) {
    const share = Math.abs(values[i]!) / sum
    if (share > 0) entropy -= share * Math.log(share)
  }
  // Rounding can leave a hair below zero, or -0 for a single value.
  return Math.max(0, entropy)
}
