import { logistic } from '../math/logistic.ts'
import { sumGroupsOfTwo, sumShownOfTwo } from './partial-sums.ts'
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
  /** Recomputes the prefixes `from..to` of an order; those before `from` must be up to date. */
  readonly update: (order: readonly number[], from: number, to: number) => void
  /** The order that always adds the region with the largest G (lowest region wins a tie); leaves all rows up to date for it. */
  readonly greedyOrder: () => number[]
}

/** Rows over one surrogate. They hold for its latest fit only. */
export function createPrefixRows(surrogate: Surrogate): PrefixRows {
  const N = surrogate.kernel.regions
  const kept = new Float64Array(N + 1)
  const dropped = new Float64Array(N + 1)
  const gains = new Float64Array(N + 1)
  const neighbours = new Float64Array((N + 1) * N)
  const linear = new Float64Array(N + 1)
  const inPrefix = new Uint8Array(N)
  // Sums over the data that show each region, of the terms of keep(P_t) and drop(P_t) in turn.
  const shownSums = new Float64Array(2 * N)
  let stride = 0
  let distances = new Int16Array(0)
  let terms = new Float64Array(0)
  let groupSums = new Float64Array(0)
  return { kept, dropped, gains, neighbours, update, greedyOrder }

  function fitCapacity(): void {
    if (stride === surrogate.capacity) return
    stride = surrogate.capacity
    distances = new Int16Array((N + 1) * stride)
    terms = new Float64Array(2 * stride)
    groupSums = new Float64Array(8 * stride)
  }

  function update(order: readonly number[], from: number, to: number): void {
    fitCapacity()
    inPrefix.fill(0)
    for (let t = 0; t < from; t++) inPrefix[order[t]!] = 1
    for (let t = from; t <= to; t++) {
      if (t > from) inPrefix[order[t - 1]!] = 1
      updateRow(t, order)
    }
  }

  function greedyOrder(): number[] {
    fitCapacity()
    const order: number[] = []
    inPrefix.fill(0)
    updateRow(0, order)
    for (let t = 0; t < N; t++) {
      let best = -1
      for (let x = 0; x < N; x++) {
        if (inPrefix[x]) continue
        if (best < 0 || neighbours[t * N + x]! > neighbours[t * N + best]!) best = x
      }
      order.push(best)
      inPrefix[best] = 1
      updateRow(t + 1, order)
    }
    return order
  }

  /**
   * The kernel table is exponential. With E = sum of weight * table[distance] over the data and R_x the same sum over the data that show
   * x, adding x to the prefix gives `decay * E + (1/decay - decay) * R_x` and removing it swaps decay and 1/decay: O(1) a region.
   */
  function updateRow(t: number, order: readonly number[]): void {
    const { slopes, kernel, constant, slopeSum, rows, capacity, codes } = surrogate
    moveDistances(t, order)
    const [keptSum, droppedSum] = sumTerms(t)
    const groups = (rows + 3) >> 2
    sumGroupsOfTwo(terms, groups, groupSums)
    sumShownOfTwo(groupSums, codes, capacity / 4, groups, shownSums)

    const keptLinear = constant + linear[t]!
    const droppedLinear = constant + slopeSum - linear[t]!
    kept[t] = keptLinear + keptSum
    dropped[t] = droppedLinear + droppedSum
    gains[t] = logistic(kept[t]!) - logistic(dropped[t]!)
    const { decay } = kernel
    const growth = 1 / decay
    const step = growth - decay
    for (let x = 0; x < N; x++) {
      const slope = slopes[x]!
      const keptShown = step * shownSums[2 * x]!
      const droppedShown = step * shownSums[2 * x + 1]!
      neighbours[t * N + x] = inPrefix[x]
        ? logistic(keptLinear - slope + growth * keptSum - keptShown) -
          logistic(droppedLinear + slope + decay * droppedSum + droppedShown)
        : logistic(keptLinear + slope + decay * keptSum + keptShown) -
          logistic(droppedLinear - slope + growth * droppedSum - droppedShown)
    }
  }

  /** Distances and linear part of prefix t, from those of the prefix before. */
  function moveDistances(t: number, order: readonly number[]): void {
    const { rows, masks, sizes, slopes } = surrogate
    if (t === 0) {
      distances.set(sizes.subarray(0, rows))
      linear[0] = 0
      return
    }
    const added = order[t - 1]!
    const row = t * stride
    for (let k = 0; k < rows; k++) distances[row + k] = distances[row - stride + k]! + 1 - 2 * masks[k * N + added]!
    linear[t] = linear[t - 1]! + slopes[added]!
  }

  /** Writes weight * table of every data row for keep(P_t) and drop(P_t), in turn, and returns both sums. */
  function sumTerms(t: number): readonly [kept: number, dropped: number] {
    const { rows, weights, kernel } = surrogate
    const { table } = kernel
    const row = t * stride
    let keptSum = 0
    let droppedSum = 0
    for (let k = 0; k < rows; k++) {
      const distance = distances[row + k]!
      const weight = weights[k]!
      const keptTerm = weight * table[distance]!
      const droppedTerm = weight * table[N - distance]!
      terms[2 * k] = keptTerm
      terms[2 * k + 1] = droppedTerm
      keptSum += keptTerm
      droppedSum += droppedTerm
    }
    terms.fill(0, 2 * rows, 2 * ((rows + 3) & ~3))
    return [keptSum, droppedSum]
  }
}
