import type { Covariances } from '../host-kernels.ts'
import { hamming, packMask } from './mask-bits.ts'

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
  { at, from, to, regions, stride }: Pick<Covariances, 'at' | 'from' | 'to' | 'regions' | 'stride'>,
): void {
  const bits = packMask(mask)
  const shown: number[] = []
  const hidden: number[] = []
  for (let x = 0; x < regions; x++) (mask[x] ? shown : hidden).push(x)
  const inverted = shown.length > hidden.length
  const members = inverted ? hidden : shown
  for (let k = from; k < to; k++) output[at + k] = linearAtEmpty[k]!
  for (const member of members) for (let k = from; k < to; k++) output[at + k]! += linear[member * stride + k]!
  for (let k = from; k < to; k++) {
    const covariance = table[2 * hamming(bits, rows, k)]!
    output[at + k] = inverted ? covariance - output[at + k]! : covariance + output[at + k]!
  }
}
