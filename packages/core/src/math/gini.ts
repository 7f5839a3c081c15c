/**
 * Gini's index of the magnitudes: 0 where all are equal, (n - 1) / n where one has everything. NaN where their sum is 0.
 *
 * C. Gini, Variabilità e mutabilità, 1912; N. Hurley and S. Rickard, Comparing Measures of Sparsity, 2009.
 */
export function giniOfMagnitudes(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values, Math.abs).sort()
  const count = sorted.length
  let sum = 0
  let ranked = 0
  sorted.forEach((value, index) => {
    sum += value
    ranked += (index + 1) * value
  })
  if (sum === 0) return Number.NaN
  // Rounding can leave a hair below zero.
  return Math.max(0, (2 * ranked) / (count * sum) - (count + 1) / count)
}
