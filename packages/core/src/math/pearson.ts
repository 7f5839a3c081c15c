import { mean } from './mean.ts'

/**
 * Pearson's correlation of two lists of equal length, -1..1: how far one is a straight line of the other. NaN where it is undefined: one side is
 * constant or has fewer than two values.
 */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  // The mean of equal numbers may miss them in its last bit, and what is left would pass for a correlation of 0.
  if (isConstant(a) || isConstant(b)) return Number.NaN
  const [meanOfA, meanOfB] = [mean(a), mean(b)]
  let both = 0
  let squaresOfA = 0
  let squaresOfB = 0
  for (let i = 0; i < a.length; i++) {
    const fromA = a[i]! - meanOfA
    const fromB = b[i]! - meanOfB
    both += fromA * fromB
    squaresOfA += fromA * fromA
    squaresOfB += fromB * fromB
  }
  return both / Math.sqrt(squaresOfA * squaresOfB)
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}
