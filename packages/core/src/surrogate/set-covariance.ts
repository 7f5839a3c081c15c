import { membersOf } from './region-set.ts'
import type { Side } from './side.ts'
import type { Surrogate } from './surrogate.ts'

/** Covariances of single sets with the data, at a cost that grows with the set and not with the number of regions. */
export interface SetCovariance {
  /** Covariance of the set's mask with itself; the same on both sides. */
  readonly variance: (set: Uint8Array) => number
  /** Covariances of the mask with data rows `from..rows-1`, written to the same places of `into`. */
  readonly fill: (set: Uint8Array, into: Float64Array, from: number) => void
}

/** Covariances on one side of one surrogate. */
export function createSetCovariance(surrogate: Surrogate, side: Side): SetCovariance {
  const { regions: N, table, linear: kernelLinear } = surrogate.kernel
  // `linear (empty - 1/2)` and the empty mask's own variance, from which sets differ in few regions.
  const effectAtEmpty = new Float64Array(N)
  let varianceAtEmpty = 1
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) effectAtEmpty[i]! -= 0.5 * kernelLinear[i * N + j]!
    varianceAtEmpty -= 0.5 * effectAtEmpty[i]!
  }
  return { variance, fill }

  function variance(set: Uint8Array): number {
    const members = membersOf(set)
    let sum = varianceAtEmpty
    for (const i of members) {
      sum += 2 * effectAtEmpty[i]!
      for (const j of members) sum += kernelLinear[i * N + j]!
    }
    return sum
  }

  function fill(set: Uint8Array, into: Float64Array, from: number): void {
    const { rows, masks, sizes, linear, linearAtEmpty } = surrogate
    const members = Uint16Array.from(membersOf(set))
    for (let k = from; k < rows; k++) {
      let distance = sizes[k]! + members.length
      let linearPart = linearAtEmpty[k]!
      for (let i = 0; i < members.length; i++) {
        const place = k * N + members[i]!
        distance -= 2 * masks[place]!
        linearPart += linear[place]!
      }
      // The complement is as far as the rest and has the negated linear part.
      into[k] = side === 'keep' ? table[distance]! + linearPart : table[N - distance]! - linearPart
    }
  }
}
