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
 * Turns row `row` of the matrix, already in its packed place, into that row of the Cholesky factor; the rows above are factored, and so
 * are its columns before `from`. The pivot's square is floored at `floor`, so a repeated row cannot break the factor.
 */
export function factorRow(factor: Float64Array, row: number, from: number, floor: number): void {
  const start = rowStart(row)
  for (let column = from; column < row; column++) {
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

/**
 * Forward substitution of four right-hand sides from the first row. Two rows of the factor and the four vectors share their reading, which
 * is what bounds the speed.
 */
export function solveForwardFour(
  factor: Float64Array,
  [a, b, c, d]: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
  rows: number,
): void {
  for (let i = 0; i < rows; i += 2) {
    const upper = rowStart(i)
    // Past the last row of an odd number the second half of the work is done on the first row again, and dropped.
    const second = i + 1 < rows
    const lower = second ? upper + i + 1 : upper
    const next = second ? i + 1 : i
    let a0 = a[i]!
    let b0 = b[i]!
    let c0 = c[i]!
    let d0 = d[i]!
    let a1 = a[next]!
    let b1 = b[next]!
    let c1 = c[next]!
    let d1 = d[next]!
    for (let k = 0; k < i; k++) {
      const high = factor[upper + k]!
      const low = factor[lower + k]!
      const ak = a[k]!
      const bk = b[k]!
      const ck = c[k]!
      const dk = d[k]!
      a0 -= high * ak
      b0 -= high * bk
      c0 -= high * ck
      d0 -= high * dk
      a1 -= low * ak
      b1 -= low * bk
      c1 -= low * ck
      d1 -= low * dk
    }
    const inverse = 1 / factor[upper + i]!
    a[i] = a0 *= inverse
    b[i] = b0 *= inverse
    c[i] = c0 *= inverse
    d[i] = d0 *= inverse
    if (!second) return
    const between = factor[lower + i]!
    const inverseNext = 1 / factor[lower + i + 1]!
    a[next] = (a1 - between * a0) * inverseNext
    b[next] = (b1 - between * b0) * inverseNext
    c[next] = (c1 - between * c0) * inverseNext
    d[next] = (d1 - between * d0) * inverseNext
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
