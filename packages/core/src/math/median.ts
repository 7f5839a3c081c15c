/** The middle of some values, or the mean of the two in the middle. NaN without values. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * The median distance of two of the values, over all pairs, without making the pairs: O(n log n) a step, O(n) memory. NaN with fewer than two
 * values; values are finite.
 */
export function medianDistance(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const pairs = (sorted.length * (sorted.length - 1)) / 2
  if (pairs === 0) return Number.NaN
  const upper = distanceOfRank(sorted, Math.floor(pairs / 2) + 1)
  return pairs % 2 === 1 ? upper : (distanceOfRank(sorted, pairs / 2) + upper) / 2
}

/** The distance of that rank, 1 for the smallest: the smallest number that as many distances do not exceed, found by halving. */
function distanceOfRank(sorted: Float64Array, rank: number): number {
  if (countUpTo(sorted, 0) >= rank) return 0
  let below = 0
  let enough = sorted.at(-1)! - sorted[0]!
  for (;;) {
    const middle = below + (enough - below) / 2
    if (middle <= below || middle >= enough) return enough
    if (countUpTo(sorted, middle) >= rank) enough = middle
    else below = middle
  }
}

function countUpTo(sorted: Float64Array, distance: number): number {
  let count = 0
  for (let low = 0, high = 0; high < sorted.length; high++) {
    while (sorted[high]! - sorted[low]! > distance) low++
    count += high - low
  }
  return count
}
