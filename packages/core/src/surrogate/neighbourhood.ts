import { sumGroups } from './partial-sums.ts'
import { membersOf } from './region-set.ts'
import type { Side } from './side.ts'
import type { Surrogate } from './surrogate.ts'

/**
 * What the surrogate expects of the sets one or two regions away from a set. "Promise" is the expected log-odds of the target on the
 * `keep` side and of its loss on the `drop` side: on both sides more is better.
 */
export interface Neighbourhood {
  /** Makes `set` the centre, under the surrogate's latest fit. */
  readonly moveTo: (set: Uint8Array) => void
  /** Promise of the centre. */
  readonly promise: number
  /** f64[N]: promise of the centre with region x moved in or out. Valid until the next `moveTo`. */
  readonly toggled: Float64Array
  /** Promise of the centre with region `members[i]` swapped for `others[j]`, at `i * others.length + j`. Valid until the next call. */
  readonly swapped: (members: readonly number[], others: readonly number[]) => Float64Array
}

/** The neighbourhood on one side of one surrogate. */
export function createNeighbourhood(surrogate: Surrogate, side: Side): Neighbourhood {
  const { regions: N, table, decay } = surrogate.kernel
  const step = 1 / decay - decay
  const sign = side === 'keep' ? 1 : -1
  // All bits of a code where the mask shows a region: `code ^ shown` says which data rows come nearer when the region moves.
  const shown = new Uint8Array(N)
  const towards = new Float64Array(N)
  const toggled = new Float64Array(N)
  const pairs = new Float64Array(Math.ceil((N * N) / 4))
  let nearer = new Uint8Array(0)
  let terms = new Float64Array(0)
  let groupSums = new Float64Array(0)
  let total = 0
  let linearMean = 0
  return {
    moveTo,
    get promise() {
      return sign * (linearMean + total)
    },
    toggled,
    swapped,
  }

  function moveTo(set: Uint8Array): void {
    if (terms.length < surrogate.capacity) {
      terms = new Float64Array(surrogate.capacity)
      groupSums = new Float64Array(4 * surrogate.capacity)
      nearer = new Uint8Array((N * surrogate.capacity) / 4)
    }
    const { slopes, slopeSum, constant } = surrogate
    const members = membersOf(set)
    shown.fill(side === 'keep' ? 0 : 15)
    let slope = 0
    for (const member of members) {
      shown[member] = side === 'keep' ? 15 : 0
      slope += slopes[member]!
    }
    linearMean = constant + (side === 'keep' ? slope : slopeSum - slope)
    total = sumTerms(members)
    sumTowards()
    for (let x = 0; x < N; x++) toggled[x] = sign * (linearMean + slopeOf(x) + decay * total + step * towards[x]!)
  }

  /** Writes weight * table of every data row and returns the sum. */
  function sumTerms(members: readonly number[]): number {
    const { rows, masks, sizes, weights } = surrogate
    let sum = 0
    for (let k = 0; k < rows; k++) {
      let distance = sizes[k]! + members.length
      for (let i = 0; i < members.length; i++) distance -= 2 * masks[k * N + members[i]!]!
      const term = weights[k]! * table[side === 'keep' ? distance : N - distance]!
      terms[k] = term
      sum += term
    }
    terms.fill(0, rows, (rows + 3) & ~3)
    return sum
  }

  /** Sums of the terms over the data that come nearer when region x moves. */
  function sumTowards(): void {
    const { rows, codes, capacity } = surrogate
    const groups = (rows + 3) >> 2
    sumGroups(terms, groups, groupSums)
    for (let x = 0; x < N; x++) {
      const row = (x * capacity) / 4
      const flip = shown[x]!
      let sum = 0
      for (let group = 0; group < groups; group++) {
        const code = codes[row + group]! ^ flip
        nearer[row + group] = code
        sum += groupSums[16 * group + code]!
      }
      towards[x] = sum
    }
  }

  /** What moving region x in or out of the mask does to the linear part. */
  function slopeOf(x: number): number {
    return shown[x] ? -surrogate.slopes[x]! : surrogate.slopes[x]!
  }

  /**
   * Two moves multiply each term by `(decay + step a) (decay + step b)`, a and b saying whether the data row comes nearer: besides what is
   * known of single moves, only the sums over the rows that both bring nearer are needed.
   */
  function swapped(members: readonly number[], others: readonly number[]): Float64Array {
    const stride = surrogate.capacity / 4
    const width = others.length
    for (let i = 0; i < members.length; i++) {
      const member = members[i]!
      const base = linearMean + slopeOf(member) + decay * decay * total + decay * step * towards[member]!
      for (let j = 0; j < width; j++) {
        const other = others[j]!
        const both = sumBoth(member * stride, other * stride)
        pairs[i * width + j] = sign * (base + slopeOf(other) + decay * step * towards[other]! + step * step * both)
      }
    }
    return pairs
  }

  function sumBoth(first: number, second: number): number {
    const groups = (surrogate.rows + 3) >> 2
    let sum = 0
    for (let group = 0; group < groups; group++)
      sum += groupSums[16 * group + (nearer[first + group]! & nearer[second + group]!)]!
    return sum
  }
}
