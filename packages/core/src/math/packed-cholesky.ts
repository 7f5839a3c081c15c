/**
 * A lower triangular matrix packed row by row: row i starts at `rowStart(i)` and holds i + 1 numbers. A Cholesky factor in this form
 * grows by a row at the end without moving what is there.
 */
export function rowStart(row: number): number {
  return (row * (row + 1)) / 2
}

/** Sum of `count` products of `a` from `offset` on with `b`. Four sums at a time break the chain of additions. */
export function dot(a: Float64Array, offset: number, b: Float64Array, count: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let k = 0
  for (; k + 3 < count; k += 4) {
    first += a[offset + k]! * b[k]!
    second += a[offset + k + 1]! * b[k + 1]!
    third += a[offset + k + 2]! * b[k + 2]!
    fourth += a[offset + k + 3]! * b[k + 3]!
  }
  for (; k < count; k++) first += a[offset + k]! * b[k]!
  return first + second + third + fourth
}

/**
 * Turns row `row` of the matrix, already in its packed place, into that row of the Cholesky factor; the rows above are factored.
 * The pivot's square is floored at `floor`, so a repeated row cannot break the factor.
 */
export function factorRow(factor: Float64Array, row: number, floor: number): void {
  const start = rowStart(row)
  for (let column = 0; column < row; column++) {
    const above = rowStart(column)
    const rest = factor[start + column]! - dot(factor, start, factor.subarray(above, above + column), column)
    factor[start + column] = rest / factor[above + column]!
  }
  const own = factor[start + row]! - dot(factor, start, factor.subarray(start, start + row), row)
  factor[start + row] = Math.sqrt(Math.max(own, floor))
}

/** Forward substitution in place: `vector` holds the solution up to `from` and the right-hand side from there to `to`. */
export function solveForward(factor: Float64Array, vector: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const start = rowStart(i)
    vector[i] = (vector[i]! - dot(factor, start, vector, i)) / factor[start + i]!
  }
}

/** Forward substitution of four right-hand sides from the first row, which share the reading of the factor. */
export function solveForwardFour(
  factor: Float64Array,
  [a, b, c, d]: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
  rows: number,
): void {
  for (let i = 0, start = 0; i < rows; start += ++i) {
    let first = a[i]!
    let second = b[i]!
    let third = c[i]!
    let fourth = d[i]!
    for (let k = 0; k < i; k++) {
      const value = factor[start + k]!
      first -= value * a[k]!
      second -= value * b[k]!
      third -= value * c[k]!
      fourth -= value * d[k]!
    }
    const inverse = 1 / factor[start + i]!
    a[i] = first * inverse
    b[i] = second * inverse
    c[i] = third * inverse
    d[i] = fourth * inverse
  }
}

/** Back substitution in place: solves `transpose(factor) x = vector` for the first `rows` rows. */
export function solveBackward(factor: Float64Array, vector: Float64Array, rows: number): void {
  for (let i = rows - 1; i >= 0; i--) {
    const start = rowStart(i)
    const value = vector[i]! / factor[start + i]!
    vector[i] = value
    for (let k = 0; k < i; k++) vector[k] = vector[k]! - value * factor[start + k]!
  }
}
