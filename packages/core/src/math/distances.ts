/** Length of a vector: the root of the sum of its squares. */
export function norm(values: ArrayLike<number>): number {
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += values[i]! ** 2
  return Math.sqrt(squares)
}

/** Euclidean distance of two vectors of equal length. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let squares = 0
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2
  return Math.sqrt(squares)
}
