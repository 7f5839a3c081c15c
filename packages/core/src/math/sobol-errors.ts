import { type SobolEstimator, sobolIndices } from './sobol-indices.ts'

const mostGroups = 32

/**
 * Standard error of each total-order index by the jackknife: the estimate without each of at most 32 groups of neighbouring designs. It holds
 * for independent designs; evenly spread ones, as of a Sobol sequence, usually come closer. Arguments as of `sobolIndices`. All NaN with fewer
 * than three designs.
 *
 * J. W. Tukey (1958); B. Efron, The Jackknife, the Bootstrap and Other Resampling Plans (1982).
 */
export function sobolStandardErrors(base: Float64Array, changed: Float64Array, estimator: SobolEstimator): Float64Array {
  const designs = base.length
  const cells = changed.length / designs
  const groups = Math.min(mostGroups, designs)
  if (designs < 3) return new Float64Array(cells).fill(Number.NaN)
  const without = Array.from({ length: groups }, (_, group) => {
    const from = Math.floor((group * designs) / groups)
    const to = Math.floor(((group + 1) * designs) / groups)
    return sobolIndices(leaveOut(base, designs, from, to), leaveOut(changed, designs, from, to), estimator).values
  })
  return Float64Array.from({ length: cells }, (_, cell) => {
    const mean = without.reduce((sum, values) => sum + values[cell]!, 0) / groups
    const squares = without.reduce((sum, values) => sum + (values[cell]! - mean) ** 2, 0)
    return Math.sqrt(((groups - 1) / groups) * squares)
  })
}

/** Rows of `length` values without those from `from` to before `to`. */
function leaveOut(rows: Float64Array, length: number, from: number, to: number): Float64Array {
  const kept = length - (to - from)
  const result = new Float64Array((rows.length / length) * kept)
  for (let row = 0; row < rows.length / length; row++) {
    result.set(rows.subarray(row * length, row * length + from), row * kept)
    result.set(rows.subarray(row * length + to, (row + 1) * length), row * kept + from)
  }
  return result
}
