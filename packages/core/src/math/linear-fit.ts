import type { CentredEquations, NormalEquations } from './normal-equations.ts'
import { rowStart } from './packed-cholesky.ts'

/** A weighted linear model of rows of zeros and ones. */
export interface LinearFit {
  readonly coefficients: Float64Array
  readonly intercept: number
  /** Weighted R^2: the share of the outputs' variance that the model accounts for; NaN where they have none. */
  readonly determination: number
}

/** Completes coefficients that were found for centred equations by their intercept and R^2. */
export function describeFit(equations: NormalEquations, centred: CentredEquations, coefficients: Float64Array): LinearFit {
  const { means, products, squares } = centred
  const explained = 2 * inner(coefficients, products) - quadratic(centred.gram, coefficients)
  return {
    coefficients,
    intercept: equations.origin + equations.outputs / equations.weight - inner(coefficients, means),
    determination: squares > 0 ? explained / squares : Number.NaN,
  }
}

/** What the model says of one row. */
export function predict({ coefficients, intercept }: LinearFit, row: ArrayLike<number>): number {
  return intercept + inner(coefficients, row)
}

/** A fit of nothing: all zero. */
export function emptyFit(columns: number): LinearFit {
  return { coefficients: new Float64Array(columns), intercept: Number.NaN, determination: Number.NaN }
}

function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function quadratic(gram: Float64Array, vector: Float64Array): number {
  let sum = 0
  for (let row = 0; row < vector.length; row++) {
    const start = rowStart(row)
    for (let column = 0; column < row; column++) sum += 2 * gram[start + column]! * vector[row]! * vector[column]!
    sum += gram[start + row]! * vector[row]! ** 2
  }
  return sum
}
