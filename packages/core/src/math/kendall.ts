import { requireSameLength } from './same-length.ts'

/**
 * Kendall's rank correlation tau-b of two lists of equal length, -1..1: by how much more pairs of items stand in the same order in both than in
 * opposite ones, with ties on either side accounted for. NaN where it is undefined: one side is constant, has fewer than two values or a NaN.
 * O(n log n). Throws USAGE_PARAMETER when the lengths differ.
 *
 * M. Kendall, The Treatment of Ties in Ranking Problems, 1945; W. Knight, A Computer Method for Calculating Kendall's Tau, 1966.
 */
export function kendall(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const { pairs, tiedLeft, tiedRight, concordant, discordant } = countPairs(a, b)
  return (concordant - discordant) / (Math.sqrt(pairs - tiedLeft) * Math.sqrt(pairs - tiedRight))
}

/** How pairs of items stand in two lists; all NaN where one holds a NaN. */
export interface PairCounts {
  readonly pairs: number
  /** Pairs that are equal on one side, those that are on both included. */
  readonly tiedLeft: number
  readonly tiedRight: number
  readonly tiedBoth: number
  /** Pairs that stand in the same order in both, and in opposite ones. */
  readonly concordant: number
  readonly discordant: number
}

/** Counts pairs of items of two lists of equal length by how they stand. O(n log n). Throws USAGE_PARAMETER when the lengths differ. */
export function countPairs(a: ArrayLike<number>, b: ArrayLike<number>): PairCounts {
  requireSameLength(a, b)
  const [left, right] = [Float64Array.from(a), Float64Array.from(b)]
  if (left.some(Number.isNaN) || right.some(Number.isNaN)) return noCounts
  const order = Uint32Array.from(left.keys()).sort((i, j) => left[i]! - left[j]! || right[i]! - right[j]!)
  const along = Float64Array.from(order, (item) => right[item]!)

  const pairs = pairsOf(left.length)
  const tiedLeft = tiedPairs(order.length, (i, j) => left[order[i]!] === left[order[j]!])
  const tiedBoth = tiedPairs(order.length, (i, j) => left[order[i]!] === left[order[j]!] && along[i] === along[j])
  const discordant = sortCountingExchanges(along)
  const tiedRight = tiedPairs(along.length, (i, j) => along[i] === along[j])
  return { pairs, tiedLeft, tiedRight, tiedBoth, concordant: pairs - tiedLeft - tiedRight + tiedBoth - discordant, discordant }
}

const noCounts: PairCounts = {
  pairs: Number.NaN,
  tiedLeft: Number.NaN,
  tiedRight: Number.NaN,
  tiedBoth: Number.NaN,
  concordant: Number.NaN,
  discordant: Number.NaN,
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}

/** Pairs within runs of neighbours that are the same. */
function tiedPairs(count: number, isSame: (i: number, j: number) => boolean): number {
  let pairs = 0
  for (let first = 0, end = 0; first < count; first = end) {
    while (end < count && isSame(first, end)) end++
    pairs += pairsOf(end - first)
  }
  return pairs
}

/** Sorts in place by merging and says how many pairs stood the wrong way round. */
function sortCountingExchanges(values: Float64Array): number {
  let exchanges = 0
  let from = values
  let into: Float64Array = values.slice()
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length)
      const end = Math.min(start + 2 * width, values.length)
      let [left, right] = [start, middle]
      for (let place = start; place < end; place++) {
        const takesLeft = left < middle && (right >= end || from[left]! <= from[right]!)
        if (!takesLeft) exchanges += middle - left
        into[place] = from[takesLeft ? left++ : right++]!
      }
    }
    ;[from, into] = [into, from]
  }
  values.set(from)
  return exchanges
}
