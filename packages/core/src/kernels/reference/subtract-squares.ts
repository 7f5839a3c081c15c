import type { SubtractSquares } from '../host-kernels.ts'

/** A number less the squares of a part of a vector: see `SubtractSquares`. */
export function subtractSquares(
  vector: Float64Array,
  { start, from, to }: Pick<SubtractSquares, 'start' | 'from' | 'to'>,
): number {
  let rest = start
  for (let i = from; i < to; i++) rest -= vector[i]! * vector[i]!
  return rest
}
