/** Means of rows of equal length that come one after another, without keeping them. */
export interface RunningMeans {
  readonly add: (row: ArrayLike<number>) => void
  /** Rows so far. */
  readonly rows: () => number
  /** Per value; 0 before the first row. */
  readonly means: () => Float64Array
  /** Of each mean: the standard deviation of independent rows over the root of their number. NaN with fewer than two rows. */
  readonly standardErrors: () => Float64Array
  /** Of the rows, per value, divided by their number less one. NaN with fewer than two rows. */
  readonly variances: () => Float64Array
}

/** Means and their standard errors of `length` values. B. P. Welford, Technometrics 4 (1962). */
export function createRunningMeans(length: number): RunningMeans {
  const means = new Float64Array(length)
  const squares = new Float64Array(length)
  let rows = 0
  const variances = (): Float64Array => squares.map((sum) => (rows < 2 ? Number.NaN : sum / (rows - 1)))
  return {
    add: (row) => {
      rows++
      for (let i = 0; i < length; i++) {
        const distance = row[i]! - means[i]!
        means[i]! += distance / rows
        squares[i]! += distance * (row[i]! - means[i]!)
      }
    },
    rows: () => rows,
    means: () => means.slice(),
    standardErrors: () => variances().map((variance) => Math.sqrt(variance / rows)),
    variances,
  }
}
