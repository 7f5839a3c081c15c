import { logistic } from '../math/logistic.ts'
import type { Surrogate } from './surrogate.ts'

/**
 * What the surrogate says of every prefix P_t of an order, and of every set one region away from a prefix. G(S) is the predicted
 * probability of keep(S) minus that of drop(S).
 */
export interface PrefixRows {
  /** Hamming distances of prefix t to data row k, at `t * stride + k`. */
  readonly distances: Int16Array
  readonly stride: number
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
  const keptWith = new Float64Array(N)
  const droppedWith = new Float64Array(N)
  const keptSums = new Float64Array(16)
  const droppedSums = new Float64Array(16)
  let stride = 0
  let distances = new Int16Array(0)
  let keptTerms = new Float64Array(0)
  let droppedTerms = new Float64Array(0)
  return {
    get distances() {
      return distances
    },
    get stride() {
      return stride
    },
    kept,
    dropped,
    gains,
    neighbours,
    update,
    greedyOrder,
  }

  function fitCapacity(): void {
    if (stride === surrogate.capacity) return
    stride = surrogate.capacity
    distances = new Int16Array((N + 1) * stride)
    keptTerms = new Float64Array(stride)
    droppedTerms = new Float64Array(stride)
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
    const { rows, masks, weights, slopes, sizes, kernel, constant, slopeSum } = surrogate
    const { table, decay } = kernel
    const row = t * stride
    if (t === 0) {
      for (let k = 0; k < rows; k++) distances[k] = sizes[k]!
      linear[0] = 0
    } else {
      const added = order[t - 1]!
      const before = row - stride
      for (let k = 0; k < rows; k++) distances[row + k] = distances[before + k]! + 1 - 2 * masks[k * N + added]!
      linear[t] = linear[t - 1]! + slopes[added]!
    }
    let keptSum = 0
    let droppedSum = 0
    for (let k = 0; k < rows; k++) {
      const distance = distances[row + k]!
      const weight = weights[k]!
      const keptTerm = weight * table[distance]!
      const droppedTerm = weight * table[N - distance]!
      keptTerms[k] = keptTerm
      droppedTerms[k] = droppedTerm
      keptSum += keptTerm
      droppedSum += droppedTerm
    }
    for (let k = rows; k & 3; k++) {
      keptTerms[k] = 0
      droppedTerms[k] = 0
    }
    sumByRegion()

    const keptMean = constant + linear[t]! + keptSum
    const droppedMean = constant + slopeSum - linear[t]! + droppedSum
    kept[t] = keptMean
    dropped[t] = droppedMean
    gains[t] = logistic(keptMean) - logistic(droppedMean)
    const keptLinear = constant + linear[t]!
    const droppedLinear = constant + slopeSum - linear[t]!
    const growth = 1 / decay
    const step = growth - decay
    for (let x = 0; x < N; x++) {
      const slope = slopes[x]!
      neighbours[t * N + x] = inPrefix[x]
        ? logistic(keptLinear - slope + growth * keptSum - step * keptWith[x]!) -
          logistic(droppedLinear + slope + decay * droppedSum + step * droppedWith[x]!)
        : logistic(keptLinear + slope + decay * keptSum + step * keptWith[x]!) -
          logistic(droppedLinear - slope + growth * droppedSum - step * droppedWith[x]!)
    }
  }

  /** Sums of the terms over the data that show each region, four data rows at a time: 16 partial sums, one look-up a region. */
  function sumByRegion(): void {
    const { rows, codes } = surrogate
    keptWith.fill(0)
    droppedWith.fill(0)
    for (let k = 0, start = 0; k < rows; k += 4, start += N) {
      for (let b = 0; b < 4; b++) {
        const half = 1 << b
        const keptTerm = keptTerms[k + b]!
        const droppedTerm = droppedTerms[k + b]!
        for (let i = 0; i < half; i++) {
          keptSums[half + i] = keptSums[i]! + keptTerm
          droppedSums[half + i] = droppedSums[i]! + droppedTerm
        }
      }
      for (let x = 0; x < N; x++) {
        const code = codes[start + x]!
        keptWith[x]! += keptSums[code]!
        droppedWith[x]! += droppedSums[code]!
      }
    }
  }
}
