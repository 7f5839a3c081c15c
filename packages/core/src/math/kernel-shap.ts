import { factorPositive, type PositiveFactor, solvePositive } from './factor-positive.ts'
import type { NormalEquations } from './normal-equations.ts'
import { rowStart } from './packed-cholesky.ts'

/** Values that add up to a given total. */
export interface ConstrainedFit {
  readonly values: Float64Array
  /** Of the equations without the last column. */
  readonly factor: PositiveFactor
  /** Weight of the squared values that had to be added because the rows do not determine them; 0 where they do. */
  readonly ridge: number
}

const ridgeShare = 1e-8

/**
 * Least squares without an intercept whose coefficients add up to `total` exactly: the last column is eliminated. Where the rows leave
 * several solutions, it is close to the one with the smallest squares, so that no column is preferred. `equations` have the value of the empty row
 * as their origin; `total` is that of the full row minus it.
 *
 * S. Lundberg and S.-I. Lee, A Unified Approach to Interpreting Model Predictions (2017).
 */
export function fitConstrained(equations: NormalEquations, total: number): ConstrainedFit {
  const plain = solveWithRidge(equations, total, 0)
  if (plain.factor.ridge === 0) return plain
  const { columns, gram } = equations
  let trace = 0
  for (let column = 0; column < columns; column++) trace += gram[rowStart(column) + column]!
  return solveWithRidge(equations, total, trace > 0 ? (ridgeShare * trace) / columns : 1)
}

function solveWithRidge({ columns, gram, products }: NormalEquations, total: number, ridge: number): ConstrainedFit {
  const last = columns - 1
  const lastRow = rowStart(last)
  const corner = gram[lastRow + last]! + ridge
  const reduced = new Float64Array(rowStart(last))
  const values = new Float64Array(columns)
  for (let row = 0; row < last; row++) {
    const start = rowStart(row)
    for (let column = 0; column <= row; column++)
      reduced[start + column] = gram[start + column]! - gram[lastRow + row]! - gram[lastRow + column]! + corner
    reduced[start + row]! += ridge
    values[row] = products[row]! - products[last]! - total * (gram[lastRow + row]! - corner)
  }
  const factor = factorPositive(reduced, last)
  solvePositive(factor, values)
  values[last] = total - sumOf(values, last)
  return { values, factor, ridge }
}

/** Coalitions that were drawn: rows 2 k and 2 k + 1 are a coalition and its complement, and pairs are independent of each other. */
export interface DrawnPairs {
  /** Outputs minus that of the empty row. */
  readonly outputs: Float64Array
  /** Weight of a row in the equations that were solved. */
  readonly weight: number
  readonly write: (index: number, row: Float32Array) => void
}

/**
 * Standard errors of the values that come from drawing some coalitions instead of enumerating all: the spread of what each pair does to the
 * solution (a sandwich over pairs). Zero without drawn pairs, NaN with a single one. O(rows * columns^2).
 */
export function constrainedErrors({ values, factor }: ConstrainedFit, { outputs, weight, write }: DrawnPairs): Float64Array {
  const columns = values.length
  const last = columns - 1
  const pairs = outputs.length >> 1
  const row = new Float32Array(columns)
  const influence = new Float64Array(columns)
  const sums = new Float64Array(columns)
  const squares = new Float64Array(columns)
  for (let pair = 0; pair < pairs; pair++) {
    influence.fill(0)
    for (const index of [2 * pair, 2 * pair + 1]) {
      write(index, row)
      let residual = outputs[index]!
      for (let column = 0; column < columns; column++) residual -= row[column]! * values[column]!
      for (let column = 0; column < last; column++) influence[column]! += weight * residual * (row[column]! - row[last]!)
    }
    influence[last] = 0
    solvePositive(factor, influence)
    influence[last] = -sumOf(influence, last)
    for (let column = 0; column < columns; column++) {
      sums[column]! += influence[column]!
      squares[column]! += influence[column]! ** 2
    }
  }
  if (pairs === 0) return sums
  return squares.map((square, column) => Math.sqrt(Math.max(0, (square - sums[column]! ** 2 / pairs) * (pairs / (pairs - 1)))))
}

function sumOf(values: Float64Array, count: number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]!
  return sum
}
