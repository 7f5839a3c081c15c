import { solveForward, solveForwardFour } from '../math/packed-cholesky.ts'
import type { MaskCovariance, MaskRows } from './mask-covariance.ts'
import { setKey } from './region-set.ts'

/** What deviations need of a surrogate; read anew at every call, for the arrays are replaced when they grow. */
export interface Factored extends MaskRows {
  readonly rows: number
  readonly capacity: number
  readonly factor: Float64Array
  readonly variance: number
  readonly fits: number
}

/** The triangular solve of one mask, `factor v = covariance(mask, data)`, as far as it has got. */
export interface Solution {
  readonly mask: Uint8Array
  v: Float64Array
  /** Rows of v that are final. */
  solved: number
  /** `covariance(mask, mask) - v . v` so far: never below what it will be with more rows. */
  rest: number
  usedAt: number
}

/**
 * How uncertain the surrogate is of single masks. A solution is kept between fits and goes on with the new rows only; one that was not
 * asked for during three fits is dropped. When its mask is measured it becomes the mask's row of the factor.
 */
export interface Deviations {
  /** The kept solution of a mask, or a fresh one. */
  readonly solutionOf: (mask: Uint8Array) => Solution
  /** Brings solutions up to all rows, and drops those long unused. */
  readonly finish: (solutions: readonly Solution[]) => void
  /** Standard deviation of the log-odds; an upper bound of it while the solution is unfinished. */
  readonly deviation: (solution: Solution) => number
  /** Writes what is known of a mask's solution to `into` at `offset` and drops it; returns how many rows that were. */
  readonly take: (mask: Uint8Array, into: Float64Array, offset: number) => number
}

const varianceFloor = 1e-9
const fitsKept = 2

/** Deviations of one surrogate. */
export function createDeviations(surrogate: Factored, covariance: MaskCovariance): Deviations {
  const kept = new Map<string, Solution>()
  let pool: Float64Array[] = []
  let spare = new Float64Array(0)
  return { solutionOf, finish, deviation, take }

  function solutionOf(mask: Uint8Array): Solution {
    const key = setKey(mask)
    let solution = kept.get(key)
    if (!solution) {
      solution = { mask, v: emptyVector(), solved: 0, rest: covariance.variance(mask), usedAt: 0 }
      kept.set(key, solution)
    } else if (solution.v.length < surrogate.capacity) {
      const longer = emptyVector()
      longer.set(solution.v)
      solution.v = longer
    }
    solution.usedAt = surrogate.fits
    return solution
  }

  function emptyVector(): Float64Array {
    const reused = pool.pop()
    if (reused && reused.length === surrogate.capacity) return reused
    pool = []
    return new Float64Array(surrogate.capacity)
  }

  function finish(solutions: readonly Solution[]): void {
    const { rows, factor } = surrogate
    if (spare.length < rows) spare = new Float64Array(surrogate.capacity)
    for (const { mask, v, solved } of solutions) covariance.fill(surrogate, mask, v, 0, solved, rows)
    const fresh = solutions.filter(({ solved }) => solved === 0)
    for (const { v, solved } of solutions) if (solved > 0) solveForward(factor, v, solved, rows)
    for (let i = 0; i < fresh.length; i += 4) {
      const [a, b, c, d] = [fresh[i], fresh[i + 1], fresh[i + 2], fresh[i + 3]]
      solveForwardFour(factor, [a!.v, b?.v ?? spare, c?.v ?? spare, d?.v ?? spare], rows)
    }
    for (const solution of solutions) {
      for (let i = solution.solved; i < rows; i++) solution.rest -= solution.v[i]! * solution.v[i]!
      solution.solved = rows
    }
    forget()
  }

  function deviation(solution: Solution): number {
    return Math.sqrt(Math.max(solution.rest, varianceFloor) * surrogate.variance)
  }

  function take(mask: Uint8Array, into: Float64Array, offset: number): number {
    const key = setKey(mask)
    const solution = kept.get(key)
    if (!solution) return 0
    into.set(solution.v.subarray(0, solution.solved), offset)
    kept.delete(key)
    pool.push(solution.v)
    return solution.solved
  }

  function forget(): void {
    for (const [key, solution] of kept) {
      if (solution.usedAt >= surrogate.fits - fitsKept) continue
      kept.delete(key)
      pool.push(solution.v)
    }
  }
}
