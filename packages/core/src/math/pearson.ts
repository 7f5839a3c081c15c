/**
 * Pearson's correlation of two lists of equal length, -1..1: how far one is a straight line of the other. NaN where it is undefined: one side is
 * constant or has fewer than two values.
 */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanOfA, meanOfB] = [meanOf(a), meanOf(b)]
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

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
