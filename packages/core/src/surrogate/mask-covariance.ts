import type { MaskKernel } from './mask-kernel.ts'
import { complementOf, membersOf, sizeOf } from './region-set.ts'

/** The measured masks, one row each, as far as covariances need them. */
export interface MaskRows {
  /** u8[rows, N]. */
  readonly masks: Uint8Array
  /** Regions each mask shows. */
  readonly sizes: Int16Array
  /** f64[rows, N]: `linear (mask - 1/2)` of each mask. */
  readonly linear: Float64Array
  /** Linear covariance of each mask with the empty one. */
  readonly linearAtEmpty: Float64Array
}

/** Covariances of single masks. */
export interface MaskCovariance {
  /** Covariance of the mask with itself. */
  readonly variance: (mask: Uint8Array) => number
  /** Writes the covariances of the mask with rows `from..to-1` to `into`, row k at `offset + k`. */
  readonly fill: (data: MaskRows, mask: Uint8Array, into: Float64Array, offset: number, from: number, to: number) => void
}

/**
 * Covariances under one kernel. The work grows with the regions shown or those hidden, whichever are fewer: a complement is as far from a
 * row as N minus the mask's own distance, and its linear part is the negated one.
 */
export function createMaskCovariance(kernel: MaskKernel): MaskCovariance {
  const { regions: N, table } = kernel
  const effectAtEmpty = new Float64Array(N)
  let varianceAtEmpty = 1
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) effectAtEmpty[i]! -= 0.5 * kernel.linear[i * N + j]!
    varianceAtEmpty -= 0.5 * effectAtEmpty[i]!
  }
  return { variance, fill }

  function variance(mask: Uint8Array): number {
    const { members } = smallerSide(mask)
    let sum = varianceAtEmpty
    for (const i of members) {
      sum += 2 * effectAtEmpty[i]!
      for (const j of members) sum += kernel.linear[i * N + j]!
    }
    return sum
  }

  function fill(data: MaskRows, mask: Uint8Array, into: Float64Array, offset: number, from: number, to: number): void {
    const { masks, sizes, linear, linearAtEmpty } = data
    const { members, inverted } = smallerSide(mask)
    const count = members.length
    for (let k = from; k < to; k++) {
      const row = k * N
      let distance = sizes[k]! + count
      let linearPart = linearAtEmpty[k]!
      for (let i = 0; i < count; i++) {
        const member = members[i]!
        distance -= 2 * masks[row + member]!
        linearPart += linear[row + member]!
      }
      into[offset + k] = inverted ? table[N - distance]! - linearPart : table[distance]! + linearPart
    }
  }
}

function smallerSide(mask: Uint8Array): { members: number[]; inverted: boolean } {
  const inverted = 2 * sizeOf(mask) > mask.length
  return { members: membersOf(inverted ? complementOf(mask) : mask), inverted }
}
