import { type BestOrder, bestOrder, requireFewRegions } from '../math/best-order.ts'
import { setOfBits } from '../surrogate/region-set.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'

/** An order whose insertion minus deletion area no other exceeds, and that area. */
export type OptimalOrder = BestOrder

/** Sets of a round: between two rounds a search can be cancelled and shows how far it is. */
const roundSize = 512

/**
 * The best of all orders by insertion minus deletion area, exactly: measures all 2^N sets, at most 32768, in rounds of 512 and then asks
 * `bestOrder`. Null, with nothing spent, when the budget cannot pay for those that are not measured yet. Throws USAGE_REGIONS above 15 regions.
 */
export async function optimalOrder(sets: RegionSets): Promise<OptimalOrder | null> {
  requireFewRegions(sets.count)
  const total = 2 ** sets.count
  if (total - [...sets.measured()].length > sets.remaining) return null
  const kept = new Float64Array(total)
  for (let first = 0; first < total; first += roundSize) {
    const round = Array.from({ length: Math.min(roundSize, total - first) }, (_, index) => setOfBits(first + index, sets.count))
    const scores = await sets.measure(round)
    for (let index = 0; index < round.length; index++) kept[first + index] = scores[index]!.probability
  }
  // The complement of set s is the set 2^N - 1 - s.
  return bestOrder(
    kept.map((probability, set) => probability - kept[total - 1 - set]!),
    sets.areas,
  )
}
