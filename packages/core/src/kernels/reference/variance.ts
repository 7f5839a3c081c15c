import { smallerSide } from './mask-bits.ts'

/**
 * Covariance of a mask with itself: see `Variance`. A complement varies as the mask does, so the work grows with the regions shown or those
 * hidden, whichever are fewer.
 */
export function variance(mask: Uint8Array, effects: Float64Array, between: Float64Array, atEmpty: number): number {
  const { members } = smallerSide(mask)
  let sum = atEmpty
  for (const i of members) {
    sum += 2 * effects[i]!
    for (const j of members) sum += between[i * mask.length + j]!
  }
  return sum
}
