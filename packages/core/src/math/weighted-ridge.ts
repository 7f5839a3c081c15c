import { factorPositive, type PositiveFactor, solvePositive } from './factor-positive.ts'
import { describeFit, emptyFit, type LinearFit, predict } from './linear-fit.ts'
import { centreEquations, type NormalEquations } from './normal-equations.ts'
import { rowStart } from './packed-cholesky.ts'

/** A ridge fit with what its standard errors need. */
export interface RidgeFit extends LinearFit {
  readonly factor: PositiveFactor
  readonly means: Float64Array
}

/**
 * Weighted ridge regression with an unpenalised intercept: minimises `sum(weight * (y - intercept - row . b)^2) + alpha * |b|^2`. `alpha` 0 is
 * least squares, with a tiny ridge where rows are too few. All zero without rows.
 */
export function fitRidge(equations: NormalEquations, alpha: number): RidgeFit {
  const { columns } = equations
  if (equations.weight === 0) {
    const factor = { factor: new Float64Array(rowStart(columns)), size: columns, ridge: 0 }
    return { ...emptyFit(columns), factor, means: new Float64Array(columns) }
  }
  const centred = centreEquations(equations)
  const penalised = centred.gram.slice()
  for (let column = 0; column < columns; column++) penalised[rowStart(column) + column]! += alpha
  const factor = factorPositive(penalised, columns)
  const coefficients = centred.products.slice()
  solvePositive(factor, coefficients)
  return { ...describeFit(equations, centred, coefficients), factor, means: centred.means }
}

/** Rows that were fitted, to be read a second time. */
export interface FittedRows {
  readonly outputs: ArrayLike<number>
  readonly weight: (row: ArrayLike<number>) => number
  readonly write: (index: number, row: Float32Array) => void
}

/**
 * Standard errors of the coefficients from the residuals of independent rows, whatever their variances (the sandwich of H. White, 1980, with
 * the correction n / (n - columns - 1)). All NaN with no more rows than unknowns. O(rows * columns^2).
 */
export function ridgeErrors(fit: RidgeFit, { outputs, weight, write }: FittedRows): Float64Array {
  const columns = fit.coefficients.length
  const spare = outputs.length - columns - 1
  if (spare < 1) return new Float64Array(columns).fill(Number.NaN)
  const squares = new Float64Array(columns)
  const row = new Float32Array(columns)
  const influence = new Float64Array(columns)
  for (let index = 0; index < outputs.length; index++) {
    write(index, row)
    const pull = weight(row) * (outputs[index]! - predict(fit, row))
    for (let column = 0; column < columns; column++) influence[column] = pull * (row[column]! - fit.means[column]!)
    solvePositive(fit.factor, influence)
    for (let column = 0; column < columns; column++) squares[column]! += influence[column]! ** 2
  }
  return squares.map((square) => Math.sqrt((square * outputs.length) / spare))
}
