import { describeFit, emptyFit, type LinearFit } from './linear-fit.ts'
import { centreEquations, type NormalEquations } from './normal-equations.ts'
import { rowStart } from './packed-cholesky.ts'

const mostRounds = 1000
/** A round that moves no coefficient further than this share of the outputs' spread is the last. */
const smallestMove = 1e-9

/**
 * Weighted lasso with an unpenalised intercept: minimises `sum(weight * (y - intercept - row . b)^2) / (2 sum(weight)) + alpha * |b|_1` by
 * coordinate descent. All zero without rows.
 *
 * R. Tibshirani (1996); J. Friedman, T. Hastie and R. Tibshirani, Regularization Paths for Generalized Linear Models (2010).
 */
export function fitLasso(equations: NormalEquations, alpha: number): LinearFit {
  const { columns, weight } = equations
  if (weight === 0) return emptyFit(columns)
  const centred = centreEquations(equations)
  const { gram, products } = centred
  const coefficients = new Float64Array(columns)
  const rest = products.slice()
  const enough = smallestMove * Math.sqrt(centred.squares / weight)
  for (let round = 0; round < mostRounds; round++) {
    let moved = 0
    for (let column = 0; column < columns; column++) {
      const own = gram[rowStart(column) + column]!
      // A column that is nearly always 0 or always 1 says nothing.
      if (own <= 1e-12 * weight) continue
      const before = coefficients[column]!
      const after = shrink(rest[column]! + own * before, alpha * weight) / own
      if (after === before) continue
      coefficients[column] = after
      for (let other = 0; other < columns; other++) rest[other]! -= entry(gram, column, other) * (after - before)
      moved = Math.max(moved, Math.abs(after - before))
    }
    if (moved <= enough) break
  }
  return describeFit(equations, centred, coefficients)
}

function shrink(value: number, by: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - by)
}

function entry(gram: Float64Array, a: number, b: number): number {
  return a > b ? gram[rowStart(a) + b]! : gram[rowStart(b) + a]!
}
