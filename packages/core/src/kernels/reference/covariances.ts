import type { Covariances } from '../host-kernels.ts'
import { hamming, packMask, smallerSide } from './mask-bits.ts'

/**
 * Covariances of one mask with measured ones: see `Covariances`. The work grows with the regions shown or those hidden, whichever are fewer:
 * a complement has the negated linear part.
 */
export function covariances(
  mask: Uint8Array,
  table: Float64Array,
  rows: Uint32Array,
  linear: Float64Array,
  linearAtEmpty: Float64Array,
  output: Float64Array,
  { at, from, to, stride }: Pick<Covariances, 'at' | 'from' | 'to' | 'stride'>,
): void {
  const bits = packMask(mask)
  const { members, inverted } = smallerSide(mask)
  for (let k = from; k < to; k++) output[at + k] = linearAtEmpty[k]!
  for (const member of members) for (let k = from; k < to; k++) output[at + k]! += linear[member * stride + k]!
  for (let k = from; k < to; k++) {
    const covariance = table[2 * hamming(bits, rows, k)]!
    output[at + k] = inverted ? covariance - output[at + k]! : covariance + output[at + k]!
  }
}
