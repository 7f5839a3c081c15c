import { factorRow, rowStart, solveBackward, solveForward } from './packed-cholesky.ts'

/** A Cholesky factor, and what had to be added to the diagonal to have one. */
export interface PositiveFactor {
  /** Packed lower triangle. */
  readonly factor: Float64Array
  readonly size: number
  /** 0 for a matrix that is positive definite as it is. */
  readonly ridge: number
}

const smallestPivot = 1e-11
const ridgeShare = 1e-8

/** Factors a packed symmetric matrix that is at least positive semidefinite; one that is singular gets 1e-8 of its mean diagonal as a ridge. */
export function factorPositive(matrix: Float64Array, size: number): PositiveFactor {
  let trace = 0
  let largest = Number.MIN_VALUE
  for (let i = 0; i < size; i++) {
    const own = matrix[rowStart(i) + i]!
    trace += own
    largest = Math.max(largest, own)
  }
  const floor = smallestPivot * largest
  const plain = factorWithRidge(matrix, size, 0, floor)
  if (isRegular(plain, size, floor)) return { factor: plain, size, ridge: 0 }
  const ridge = trace > 0 ? (ridgeShare * trace) / size : 1
  return { factor: factorWithRidge(matrix, size, ridge, ridge), size, ridge }
}

/** Solves for one right-hand side, in place. */
export function solvePositive({ factor, size }: PositiveFactor, vector: Float64Array): void {
  solveForward(factor, vector, 0, size)
  solveBackward(factor, vector, size)
}

function factorWithRidge(matrix: Float64Array, size: number, ridge: number, floor: number): Float64Array {
  const factor = matrix.slice()
  for (let i = 0; i < size; i++) {
    factor[rowStart(i) + i]! += ridge
    factorRow(factor, i, 0, floor)
  }
  return factor
}

function isRegular(factor: Float64Array, size: number, floor: number): boolean {
  for (let i = 0; i < size; i++) if (!(factor[rowStart(i) + i]! ** 2 > 1.001 * floor)) return false
  return true
}
