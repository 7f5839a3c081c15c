/** `A ~ columns^T columns` for a symmetric positive semidefinite matrix that is read entry by entry. */
export interface PivotedCholesky {
  /** f64[rank, size]: column j of the factor is row j here. */
  readonly columns: Float64Array
  readonly rank: number
  /** The row each column was pivoted on, in order. */
  readonly pivots: readonly number[]
  /** Trace of `A` minus its approximation: never negative, and a bound on every entry's error. */
  readonly residual: number
}

/** The matrix, and when to stop. */
export interface PivotedCholeskyOptions {
  readonly size: number
  readonly diagonal: (row: number) => number
  readonly entry: (row: number, column: number) => number
  /** Stop when the residual trace is at most this: an absolute trace. */
  readonly tolerance: number
  readonly maximumRank: number
}

/**
 * Incomplete Cholesky with the largest remaining diagonal entry as pivot (lowest row on ties), after Fine and Scheinberg (2001).
 * Reads `rank` columns of the matrix, never all of it: O(size * rank^2) time, O(size * rank) memory.
 */
export function factorPivoted(options: PivotedCholeskyOptions): PivotedCholesky {
  const { size, tolerance } = options
  const maximumRank = Math.min(size, options.maximumRank)
  const remaining = Float64Array.from({ length: size }, (_, row) => options.diagonal(row))
  const columns: Float64Array[] = []
  const pivots: number[] = []
  let residual = sum(remaining)
  while (columns.length < maximumRank && residual > tolerance) {
    const pivot = largestIndex(remaining)
    if (!(remaining[pivot]! > 0)) break
    const column = nextColumn(options, columns, pivot, remaining[pivot]!)
    for (let row = 0; row < size; row++) remaining[row] = Math.max(0, remaining[row]! - column[row]! ** 2)
    remaining[pivot] = 0
    columns.push(column)
    pivots.push(pivot)
    residual = sum(remaining)
  }
  const flat = new Float64Array(columns.length * size)
  columns.forEach((column, index) => {
    flat.set(column, index * size)
  })
  return { columns: flat, rank: columns.length, pivots, residual }
}

function nextColumn(
  options: PivotedCholeskyOptions,
  earlier: readonly Float64Array[],
  pivot: number,
  diagonal: number,
): Float64Array {
  const column = Float64Array.from({ length: options.size }, (_, row) => options.entry(row, pivot))
  for (const done of earlier) {
    const factor = done[pivot]!
    for (let row = 0; row < column.length; row++) column[row]! -= factor * done[row]!
  }
  const scale = 1 / Math.sqrt(diagonal)
  for (let row = 0; row < column.length; row++) column[row]! *= scale
  return column
}

function largestIndex(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
