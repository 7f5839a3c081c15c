import { mean } from './mean.ts'

/** Mean squared distance of the values from their mean (divided by n); NaN of none. */
export function variance(values: ArrayLike<number>): number {
  return squaresAroundMean(values) / values.length
}

/** The variance that a sample lets expect of what it was drawn from (divided by n - 1); NaN of fewer than two. */
export function sampleVariance(values: ArrayLike<number>): number {
  return values.length < 2 ? Number.NaN : squaresAroundMean(values) / (values.length - 1)
}

function squaresAroundMean(values: ArrayLike<number>): number {
  const centre = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2
  return squares
}
