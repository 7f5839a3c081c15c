import type { BufferHandle } from '../kernels/kernels.ts'
import type { MaskCovariance } from './mask-covariance.ts'
import { setKey } from './region-set.ts'
import type { SurrogateMemory } from './surrogate-memory.ts'

/** What deviations need of a surrogate. */
export interface Factored {
  readonly memory: SurrogateMemory
  readonly rows: number
  readonly variance: number
  readonly fits: number
}

/** The triangular solve of one mask, `factor v = covariance(mask, data)`, as far as it has got. */
export interface Solution {
  readonly mask: Uint8Array
  /** f64[capacity]: v; null until the solve begins. */
  vector: BufferHandle | null
  /** Elements that `vector` has room for. */
  capacity: number
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
  /** Writes what is known of a mask's solution to `into` from element `at` on and drops it; returns how many rows that were. */
  readonly take: (mask: Uint8Array, into: BufferHandle, at: number) => number
}

const varianceFloor = 1e-9
const fitsKept = 2

/** Vectors of one capacity that wait to be used again. */
interface Pool {
  capacity: number
  readonly vectors: BufferHandle[]
  /** f64[capacity, 4] for solving four at once, and vectors that stand in for a missing second, third and fourth. */
  scratch: BufferHandle
  spare: BufferHandle
}

/** Deviations of one surrogate. */
export function createDeviations(surrogate: Factored, covariance: MaskCovariance): Deviations {
  const { memory } = surrogate
  const { host } = memory
  const kept = new Map<string, Solution>()
  let forgotAt = 0
  const pool: Pool = { capacity: 0, vectors: [], scratch: host.allocate(1), spare: host.allocate(1) }
  return { solutionOf, finish, deviation, take }

  function solutionOf(mask: Uint8Array): Solution {
    const key = setKey(mask)
    let solution = kept.get(key)
    if (!solution) {
      solution = { mask, vector: null, capacity: 0, solved: 0, rest: covariance.variance(mask), usedAt: 0 }
      kept.set(key, solution)
    }
    solution.usedAt = surrogate.fits
    return solution
  }

  /** The solution's vector, made now, or longer when there are more rows than it has room for. */
  function vectorOf(solution: Solution): BufferHandle {
    const { vector, solved, capacity } = solution
    if (vector !== null && capacity === memory.capacity) return vector
    const longer = pool.vectors.pop() ?? host.allocate(8 * memory.capacity)
    if (vector !== null) {
      host.doubles(longer, solved).set(host.doubles(vector, solved))
      host.release(vector)
    }
    solution.vector = longer
    solution.capacity = memory.capacity
    return longer
  }

  function fitPool(): void {
    const { capacity } = memory
    if (pool.capacity === capacity) return
    for (const buffer of [...pool.vectors.splice(0), pool.scratch, pool.spare]) host.release(buffer)
    pool.capacity = capacity
    pool.scratch = host.allocate(32 * capacity)
    pool.spare = host.allocate(8 * capacity)
  }

  function putBack({ vector, capacity }: Solution): void {
    if (vector === null) return
    if (capacity === pool.capacity) pool.vectors.push(vector)
    else host.release(vector)
  }

  function finish(solutions: readonly Solution[]): void {
    const { rows } = surrogate
    const { factor } = memory
    fitPool()
    const { scratch, spare } = pool
    const open = solutions.filter(({ solved }) => solved < rows)
    const fresh: BufferHandle[] = []
    for (const solution of open) {
      const { mask, solved } = solution
      const vector = vectorOf(solution)
      covariance.fill(mask, vector, 0, solved, rows)
      if (solved === 0) fresh.push(vector)
      else host.solveForward({ factor, vector, from: solved, to: rows })
    }
    for (let i = 0; i < fresh.length; i += 4) {
      const vectors = [fresh[i]!, fresh[i + 1] ?? spare, fresh[i + 2] ?? spare, fresh[i + 3] ?? spare] as const
      host.solveForwardFour({ factor, vectors, scratch, rows })
    }
    for (const solution of open) {
      const { rest: start, solved: from } = solution
      solution.rest = host.subtractSquares({ vector: vectorOf(solution), start, from, to: rows })
      solution.solved = rows
    }
    forget()
  }

  function deviation(solution: Solution): number {
    return Math.sqrt(Math.max(solution.rest, varianceFloor) * surrogate.variance)
  }

  function take(mask: Uint8Array, into: BufferHandle, at: number): number {
    const key = setKey(mask)
    const solution = kept.get(key)
    if (!solution) return 0
    const { vector, solved } = solution
    if (vector !== null) host.doubles(into, at + solved).set(host.doubles(vector, solved), at)
    kept.delete(key)
    putBack(solution)
    return solved
  }

  function forget(): void {
    if (forgotAt === surrogate.fits) return
    forgotAt = surrogate.fits
    for (const [key, solution] of kept) {
      if (solution.usedAt >= surrogate.fits - fitsKept) continue
      kept.delete(key)
      putBack(solution)
    }
  }
}
