import { mean } from './mean.ts'

/** How the total-order index is estimated from the same forwards. Homma and Saltelli are one formula, written in two ways. */
export const sobolEstimators = ['jansen', 'glen', 'homma', 'saltelli', 'janon'] as const
export type SobolEstimator = (typeof sobolEstimators)[number]

/** Total-order indices of every cell, and the variance that they are shares of. */
export interface SobolIndices {
  readonly values: Float64Array
  /** Variance of `base`, with n - 1. */
  readonly variance: number
}

/** Below this the output does not react to the masks, and a share of its variance means nothing. */
const floor = 1e-12

/**
 * Total-order Sobol indices: the share of the output's variance that is lost when everything but the cell is known. `base` f64[n] are the
 * scores of n designs, `changed` f64[cells, n] those of the same designs with the cell drawn anew; n is at least 2. All zero where
 * the variance of `base` is at most 1e-12. Estimates may fall below 0; Janon's lies above the truth with few designs.
 *
 * Fel, Cadene et al., Look at the Variance (2021); M. Jansen (1999), G. Glen and K. Isaacs (2012), T. Homma and A. Saltelli (1996),
 * A. Janon et al. (2014). All moments with n - 1 where they are variances or covariances.
 */
export function sobolIndices(base: Float64Array, changed: Float64Array, estimator: SobolEstimator): SobolIndices {
  const designs = base.length
  const variance = covariance(base, base)
  const values = new Float64Array(changed.length / designs)
  if (variance <= floor) return { values, variance }
  for (let cell = 0; cell < values.length; cell++)
    values[cell] = indexOf(base, changed.subarray(cell * designs, (cell + 1) * designs), variance, estimator)
  return { values, variance }
}

function indexOf(base: Float64Array, changed: Float64Array, variance: number, estimator: SobolEstimator): number {
  const designs = base.length
  switch (estimator) {
    case 'jansen':
      return sumOver(designs, (k) => (base[k]! - changed[k]!) ** 2) / (2 * designs * variance)
    case 'glen': {
      const other = covariance(changed, changed)
      // An output that never changes with the others fixed goes along with nothing.
      return 1 - covariance(base, changed) / Math.sqrt(variance * Math.max(other, floor))
    }
    case 'homma':
    case 'saltelli':
      return 1 - (meanProduct(base, changed) - mean(base) ** 2) / variance
    case 'janon': {
      const middle = (mean(base) + mean(changed)) / 2
      const squares = sumOver(designs, (k) => base[k]! ** 2 + changed[k]! ** 2)
      const joint = Math.max(floor, squares / (2 * (designs - 1)) - middle ** 2)
      return 1 - (meanProduct(base, changed) - middle ** 2) / joint
    }
  }
}

function covariance(a: Float64Array, b: Float64Array): number {
  const [meanOfA, meanOfB] = [mean(a), mean(b)]
  return sumOver(a.length, (k) => (a[k]! - meanOfA) * (b[k]! - meanOfB)) / (a.length - 1)
}

function meanProduct(a: Float64Array, b: Float64Array): number {
  return sumOver(a.length, (k) => a[k]! * b[k]!) / a.length
}

function sumOver(count: number, term: (k: number) => number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += term(k)
  return sum
}
