import type { BufferHandle } from '../kernels/kernels.ts'
import { complementOf } from './region-set.ts'
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

/** Buffers that a neighbourhood computes in. */
interface Scratch {
  readonly capacity: number
  readonly nearer: BufferHandle
  readonly groupSums: BufferHandle
}

/** The neighbourhood on one side of one surrogate. */
export function createNeighbourhood(surrogate: Surrogate, side: Side): Neighbourhood {
  const { memory } = surrogate
  const { host, regions: N } = memory
  const { decay } = surrogate.kernel
  const step = 1 / decay - decay
  const sign = side === 'keep' ? 1 : -1
  const towards = new Float64Array(N)
  const toggled = new Float64Array(N)
  const pairs = new Float64Array(Math.ceil((N * N) / 4))
  const sums = host.allocate(8 * (N + 1))
  const memberBuffer = host.allocate(2 * N)
  const otherBuffer = host.allocate(2 * N)
  const pairSums = host.allocate(8 * pairs.length)
  let scratch: Scratch | null = null
  /** What is shown: the centre, or on the `drop` side its complement. */
  let shown: Uint8Array = new Uint8Array(N)
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
    const { slopes, slopeSum, constant } = surrogate
    shown = side === 'keep' ? set.slice() : complementOf(set)
    let slope = 0
    for (let x = 0; x < N; x++) if (set[x]) slope += slopes[x]!
    linearMean = constant + (side === 'keep' ? slope : slopeSum - slope)
    sumTowards()
    for (let x = 0; x < N; x++) toggled[x] = sign * (linearMean + slopeOf(x) + decay * total + step * towards[x]!)
  }

  /** Sums the terms weight * table over the data, and for each region over the data that come nearer when it moves. */
  function sumTowards(): void {
    const { mask, bits, table, weights, codes, capacity } = memory
    const { nearer, groupSums } = fitScratch()
    host.write(mask, shown)
    host.sumTowards({
      mask,
      bits,
      table,
      weights,
      codes,
      nearer,
      groupSums,
      output: sums,
      rows: surrogate.rows,
      regions: N,
      stride: capacity,
    })
    const view = host.doubles(sums, N + 1)
    total = view[0]!
    for (let x = 0; x < N; x++) towards[x] = view[x + 1]!
  }

  function fitScratch(): Scratch {
    const { capacity } = memory
    if (scratch?.capacity === capacity) return scratch
    if (scratch) for (const buffer of [scratch.nearer, scratch.groupSums]) host.release(buffer)
    scratch = { capacity, nearer: host.allocate((N * capacity) / 4), groupSums: host.allocate(32 * capacity) }
    return scratch
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
    const width = others.length
    const both = sumPairs(members, others)
    const slopes = Float64Array.from(others, slopeOf)
    const single = Float64Array.from(others, (other) => decay * step * towards[other]!)
    for (let i = 0; i < members.length; i++) {
      const member = members[i]!
      const base = linearMean + slopeOf(member) + decay * decay * total + decay * step * towards[member]!
      for (let j = 0; j < width; j++) {
        const place = i * width + j
        pairs[place] = sign * (base + slopes[j]! + single[j]! + step * step * both[place]!)
      }
    }
    return pairs
  }

  function sumPairs(members: readonly number[], others: readonly number[]): Float64Array {
    const { nearer, groupSums, capacity } = fitScratch()
    host.write(memberBuffer, Uint16Array.from(members))
    host.write(otherBuffer, Uint16Array.from(others))
    host.sumPairs({
      nearer,
      groupSums,
      members: memberBuffer,
      others: otherBuffer,
      output: pairSums,
      memberCount: members.length,
      otherCount: others.length,
      rows: surrogate.rows,
      regions: N,
      stride: capacity,
    })
    return host.doubles(pairSums, members.length * others.length)
  }
}
