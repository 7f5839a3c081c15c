import type { BufferHandle } from '../kernels/kernels.ts'
import { logistic } from '../math/logistic.ts'
import type { Surrogate } from './surrogate.ts'

/**
 * What the surrogate says of every prefix P_t of an order, and of every set one region away from a prefix. G(S) is the predicted
 * probability of keep(S) minus that of drop(S).
 */
export interface PrefixRows {
  /** Predicted log-odds of keep(P_t) and of drop(P_t). */
  readonly kept: Float64Array
  readonly dropped: Float64Array
  /** G(P_t). */
  readonly gains: Float64Array
  /** f64[N + 1, N]: G of prefix t with region x moved in or out. */
  readonly neighbours: Float64Array
  /** What was computed so far: prefixes times measured masks times regions. */
  readonly work: number
  /** Recomputes the prefixes `from..to` of an order; those before `from` must be up to date. */
  readonly update: (order: readonly number[], from: number, to: number) => void
  /** The order that always adds the region with the largest G (lowest region wins a tie); leaves all rows up to date for it. */
  readonly greedyOrder: () => number[]
}

/** Rows over one surrogate. They hold for its latest fit only. */
export function createPrefixRows(surrogate: Surrogate): PrefixRows {
  const { memory } = surrogate
  const { host, regions: N } = memory
  const kept = new Float64Array(N + 1)
  const dropped = new Float64Array(N + 1)
  const gains = new Float64Array(N + 1)
  const neighbours = new Float64Array((N + 1) * N)
  const linear = new Float64Array(N + 1)
  const inPrefix = new Uint8Array(N)
  const orderBuffer = host.allocate(2 * N)
  const sums = host.allocate(16 * (N + 1))
  const shown = host.allocate(16 * (N + 1) * N)
  let capacity = 0
  let scratch: BufferHandle | null = null
  let work = 0
  return {
    kept,
    dropped,
    gains,
    neighbours,
    get work() {
      return work
    },
    update,
    greedyOrder,
  }

  function update(order: readonly number[], from: number, to: number): void {
    sumPrefixes(order, from, to)
    inPrefix.fill(0)
    for (let t = 0; t < from; t++) inPrefix[order[t]!] = 1
    const pairs = host.doubles(sums, 2 * (to - from + 1))
    const shownPairs = host.doubles(shown, 2 * (to - from + 1) * N)
    for (let t = from; t <= to; t++) {
      if (t > from) inPrefix[order[t - 1]!] = 1
      linear[t] = t === 0 ? 0 : linear[t - 1]! + surrogate.slopes[order[t - 1]!]!
      writeRow(t, pairs, shownPairs, t - from)
    }
  }

  function greedyOrder(): number[] {
    const order: number[] = []
    update(order, 0, 0)
    for (let t = 0; t < N; t++) {
      let best = -1
      for (let x = 0; x < N; x++) {
        if (inPrefix[x]) continue
        if (best < 0 || neighbours[t * N + x]! > neighbours[t * N + best]!) best = x
      }
      order.push(best)
      update(order, t + 1, t + 1)
    }
    return order
  }

  /** Leaves the sums of keep(P_t) and drop(P_t), and those over the data that show each region, in the buffers. */
  function sumPrefixes(order: readonly number[], from: number, to: number): void {
    if (!scratch || capacity !== memory.capacity) {
      if (scratch) host.release(scratch)
      capacity = memory.capacity
      scratch = host.allocate(64 * capacity)
    }
    host.write(orderBuffer, Uint16Array.from(order))
    const { bits, table, weights, codes } = memory
    work += (to - from + 1) * surrogate.rows * N
    host.sumPrefixes({
      bits,
      table,
      weights,
      codes,
      order: orderBuffer,
      scratch,
      sums,
      shown,
      from,
      to,
      rows: surrogate.rows,
      regions: N,
      stride: capacity,
    })
  }

  /**
   * The kernel table is exponential. With E = sum of weight * table[distance] over the data and R_x the same sum over the data that show
   * x, adding x to the prefix gives `decay * E + (1/decay - decay) * R_x` and removing it swaps decay and 1/decay: O(1) a region.
   */
  function writeRow(t: number, pairs: Float64Array, shownPairs: Float64Array, row: number): void {
    const { slopes, constant, slopeSum } = surrogate
    const { decay } = surrogate.kernel
    const keptSum = pairs[2 * row]!
    const droppedSum = pairs[2 * row + 1]!
    const keptLinear = constant + linear[t]!
    const droppedLinear = constant + slopeSum - linear[t]!
    kept[t] = keptLinear + keptSum
    dropped[t] = droppedLinear + droppedSum
    gains[t] = logistic(kept[t]!) - logistic(dropped[t]!)
    const growth = 1 / decay
    const step = growth - decay
    for (let x = 0; x < N; x++) {
      const slope = slopes[x]!
      const keptShown = step * shownPairs[2 * (row * N + x)]!
      const droppedShown = step * shownPairs[2 * (row * N + x) + 1]!
      neighbours[t * N + x] = inPrefix[x]
        ? logistic(keptLinear - slope + growth * keptSum - keptShown) -
          logistic(droppedLinear + slope + decay * droppedSum + droppedShown)
        : logistic(keptLinear + slope + decay * keptSum + keptShown) -
          logistic(droppedLinear - slope + growth * droppedSum - droppedShown)
    }
  }
}
