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
  const sign = side === 'keep' ? 1 : -1
  // All bits of a code where the mask shows a region: disagreement of a data row with the mask is `code ^ shown`.
  const shown = new Uint8Array(N)
  const towards = new Float64Array(N)
  const toggled = new Float64Array(N)
  const pairs = new Float64Array(Math.ceil((N * N) / 4))
  const otherCodes = new Uint8Array(N)
  const sums = new Float64Array(16)
  let terms = new Float64Array(0)
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
    const { rows, masks, sizes, weights, slopes, slopeSum, constant } = surrogate
    if (terms.length < surrogate.capacity) terms = new Float64Array(surrogate.capacity)
    const members = Uint16Array.from(membersOf(set))
    shown.fill(side === 'keep' ? 0 : 15)
    let slope = 0
    for (const member of members) {
      shown[member] = side === 'keep' ? 15 : 0
      slope += slopes[member]!
    }
    linearMean = constant + (side === 'keep' ? slope : slopeSum - slope)
    total = 0
    for (let k = 0; k < rows; k++) {
      let distance = sizes[k]! + members.length
      for (let i = 0; i < members.length; i++) distance -= 2 * masks[k * N + members[i]!]!
      const term = weights[k]! * table[side === 'keep' ? distance : N - distance]!
      terms[k] = term
      total += term
    }
    for (let k = rows; k & 3; k++) terms[k] = 0
    sumTowards()
    const step = 1 / decay - decay
    for (let x = 0; x < N; x++) toggled[x] = sign * (linearMean + slopeOf(x) + decay * total + step * towards[x]!)
  }

  /** What moving region x in or out of the mask does to the linear part. */
  function slopeOf(x: number): number {
    return shown[x] ? -surrogate.slopes[x]! : surrogate.slopes[x]!
  }

  /** Sums of the terms over the data that come nearer when region x moves, four data rows at a time. */
  function sumTowards(): void {
    const { rows, codes } = surrogate
    towards.fill(0)
    for (let k = 0, start = 0; k < rows; k += 4, start += N) {
      sumCombinations(k)
      for (let x = 0; x < N; x++) towards[x]! += sums[codes[start + x]! ^ shown[x]!]!
    }
  }

  /** The 16 partial sums of four terms. */
  function sumCombinations(k: number): void {
    for (let b = 0; b < 4; b++) {
      const half = 1 << b
      const term = terms[k + b]!
      for (let i = 0; i < half; i++) sums[half + i] = sums[i]! + term
    }
  }

  /**
   * Two moves multiply each term by `(decay + step a) (decay + step b)`, a and b saying whether the data row comes nearer: besides what is
   * known of single moves, only the sums over the rows that both bring nearer are needed.
   */
  function swapped(members: readonly number[], others: readonly number[]): Float64Array {
    const { rows, codes } = surrogate
    const width = others.length
    pairs.fill(0, 0, members.length * width)
    for (let k = 0, start = 0; k < rows; k += 4, start += N) {
      sumCombinations(k)
      for (let j = 0; j < width; j++) otherCodes[j] = codes[start + others[j]!]! ^ shown[others[j]!]!
      for (let i = 0; i < members.length; i++) {
        const code = codes[start + members[i]!]! ^ shown[members[i]!]!
        if (code === 0) continue
        const row = i * width
        for (let j = 0; j < width; j++) pairs[row + j]! += sums[code & otherCodes[j]!]!
      }
    }
    const step = 1 / decay - decay
    for (let i = 0; i < members.length; i++) {
      const member = members[i]!
      const base = linearMean + slopeOf(member) + decay * decay * total + decay * step * towards[member]!
      for (let j = 0; j < width; j++) {
        const other = others[j]!
        const place = i * width + j
        pairs[place] = sign * (base + slopeOf(other) + decay * step * towards[other]! + step * step * pairs[place]!)
      }
    }
    return pairs
  }
}
