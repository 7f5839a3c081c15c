import { solveForward, solveForwardFour } from '../math/packed-cholesky.ts'
import type { Surrogate } from './surrogate.ts'

/** The triangular solve of one mask, `factor v = covariance(mask, data)`, as far as it has got. */
export interface Solution {
  /** Rows before `solved` hold v; the caller puts covariances into the rows from there on. */
  v: Float64Array
  solved: number
  /** `covariance(mask, mask) - v . v` so far: never below what it will be with more rows. */
  rest: number
  usedAt: number
}

/**
 * How uncertain the surrogate is of single masks. A solution is kept between fits and goes on with the new rows only; one that was not
 * asked for during three fits is dropped.
 */
export interface Deviations {
  /** The kept or a fresh solution of the mask with this key; `variance` is its own covariance. */
  readonly solutionOf: (key: string, variance: number) => Solution
  /** Finishes solutions whose rows from `solved` on hold covariances. */
  readonly solve: (solutions: readonly Solution[]) => void
  /** Standard deviation of the log-odds. */
  readonly deviation: (solution: Solution) => number
  readonly forget: () => void
}

const varianceFloor = 1e-9
const fitsKept = 2

/** Deviations of one surrogate. */
export function createDeviations(surrogate: Surrogate): Deviations {
  const kept = new Map<string, Solution>()
  let pool: Float64Array[] = []
  let spare = new Float64Array(0)
  return { solutionOf, solve, deviation, forget }

  function solutionOf(key: string, variance: number): Solution {
    let solution = kept.get(key)
    if (!solution) {
      solution = { v: vector(), solved: 0, rest: variance, usedAt: 0 }
      kept.set(key, solution)
    } else if (solution.v.length < surrogate.capacity) {
      const longer = vector()
      longer.set(solution.v)
      solution.v = longer
    }
    solution.usedAt = surrogate.fits
    return solution
  }

  function vector(): Float64Array {
    const reused = pool.pop()
    if (reused && reused.length === surrogate.capacity) return reused
    pool = []
    return new Float64Array(surrogate.capacity)
  }

  function solve(solutions: readonly Solution[]): void {
    const { rows, factor } = surrogate
    if (spare.length < rows) spare = new Float64Array(surrogate.capacity)
    const fresh = solutions.filter((solution) => solution.solved === 0)
    for (const { v, solved } of solutions) if (solved > 0) solveForward(factor, v, solved, rows)
    for (let i = 0; i < fresh.length; i += 4) {
      const [a, b, c, d] = [fresh[i], fresh[i + 1], fresh[i + 2], fresh[i + 3]]
      solveForwardFour(factor, [a!.v, b?.v ?? spare, c?.v ?? spare, d?.v ?? spare], rows)
    }
    for (const solution of solutions) {
      for (let i = solution.solved; i < rows; i++) solution.rest -= solution.v[i]! * solution.v[i]!
      solution.solved = rows
    }
  }

  function deviation(solution: Solution): number {
    return Math.sqrt(Math.max(solution.rest, varianceFloor) * surrogate.variance)
  }

  function forget(): void {
    for (const [key, solution] of kept) {
      if (solution.usedAt >= surrogate.fits - fitsKept) continue
      kept.delete(key)
      pool.push(solution.v)
    }
  }
}
