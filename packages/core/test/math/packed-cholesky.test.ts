import { describe, expect, test } from 'vitest'
import { factorRow, rowStart, solveBackward, solveForward, solveForwardFour } from '../../src/math/packed-cholesky.ts'

/** A positive definite matrix with nothing special about it. */
const matrix = (i: number, j: number): number =>
  Math.exp(-Math.abs(i - j) / 3) + (i === j ? 0.5 : 0) + 0.1 * Math.cos(i) * Math.cos(j)

function factored(rows: number): Float64Array {
  const factor = new Float64Array(rowStart(rows))
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) factor[rowStart(i) + j] = matrix(i, j)
    factorRow(factor, i, 0, 1e-9)
  }
  return factor
}

/** `factor x`, row by row. */
function times(factor: Float64Array, x: ArrayLike<number>): number[] {
  return Array.from(x, (_, i) =>
    Array.from({ length: i + 1 }, (_, j) => factor[rowStart(i) + j]! * x[j]!).reduce((a, b) => a + b, 0),
  )
}

describe('a packed Cholesky factor', () => {
  test('times its transpose gives the matrix back', () => {
    const factor = factored(9)
    for (let i = 0; i < 9; i++)
      for (let j = 0; j <= i; j++) {
        let product = 0
        for (let k = 0; k <= j; k++) product += factor[rowStart(i) + k]! * factor[rowStart(j) + k]!
        expect(product).toBeCloseTo(matrix(i, j), 12)
      }
  })

  test('a row whose first columns are factored goes on from there', () => {
    const factor = factored(8)
    const row = factor.slice(rowStart(7), rowStart(8))
    for (let j = 4; j <= 7; j++) factor[rowStart(7) + j] = matrix(7, j)
    factorRow(factor, 7, 4, 1e-9)
    row.forEach((value, j) => {
      expect(factor[rowStart(7) + j]).toBeCloseTo(value, 13)
    })
  })

  test('a repeated row has its pivot floored', () => {
    const factor = new Float64Array([1, 1, 1])
    factorRow(factor, 0, 0, 1e-9)
    factorRow(factor, 1, 0, 1e-9)
    expect(factor[2]).toBeCloseTo(Math.sqrt(1e-9), 12)
  })

  test.each([1, 2, 5, 8])('forward substitution of four vectors solves %d rows', (rows) => {
    const factor = factored(rows)
    const wanted = [1, 2, 3, 4].map((seed) => Float64Array.from({ length: rows }, (_, i) => Math.sin(seed + i)))
    const vectors = wanted.map((x) => Float64Array.from(times(factor, x)))
    solveForwardFour(factor, [vectors[0]!, vectors[1]!, vectors[2]!, vectors[3]!], rows)
    vectors.forEach((vector, which) => {
      vector.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[which]![i]!, 12)
      })
    })
  })

  test('forward substitution goes on from a row', () => {
    const factor = factored(6)
    const right = Float64Array.from([1, -1, 2, 0, 3, 1])
    const whole = right.slice()
    solveForward(factor, whole, 0, 6)
    const continued = right.slice()
    solveForward(factor, continued, 0, 3)
    solveForward(factor, continued, 3, 6)
    expect(continued).toEqual(whole)
    expect(times(factor, whole).map((value) => Math.round(value * 1e9) / 1e9)).toEqual([...right])
  })

  test('back substitution solves the transpose', () => {
    const factor = factored(5)
    const x = Float64Array.from([1, 2, -1, 0.5, 3])
    const right = Float64Array.from(x, (_, i) => {
      let sum = 0
      for (let row = i; row < 5; row++) sum += factor[rowStart(row) + i]! * x[row]!
      return sum
    })
    solveBackward(factor, right, 5)
    right.forEach((value, i) => {
      expect(value).toBeCloseTo(x[i]!, 12)
    })
  })
})
