import { throwIfCancelled } from '../../../errors.ts'
import { bestOrder, requireFewRegions } from '../../../math/best-order.ts'
import { countNew } from '../../../surrogate/count-new.ts'
import { setOfBits } from '../../../surrogate/region-set.ts'
import type { SearchOptions, SearchResult, SetFunction } from '../search.ts'
import { naiveGreedy } from './naive-greedy.ts'

/** Sets measured in one round: a cancelled search stops after one. */
const roundSize = 1024

/**
 * The order of largest area under F, which with consistency and collaboration alone is the weighted insertion minus deletion area: by
 * measuring all 2^N sets and dynamic programming. Greedy goes first, so that there is an order from the first step on; it stays the result,
 * marked, when the budget cannot pay for all sets. Throws USAGE_REGIONS above 15 regions.
 */
export async function exactOrder(sets: SetFunction, options: SearchOptions): Promise<SearchResult> {
  requireFewRegions(sets.count)
  const greedy = await naiveGreedy(sets, options)
  const everySet = Array.from({ length: 2 ** sets.count }, (_, bits) => setOfBits(bits, sets.count))
  if (countNew(sets, everySet) > sets.remaining) return { ...greedy, complete: false }
  const scores = new Float64Array(everySet.length)
  for (let first = 0; first < everySet.length; first += roundSize) {
    throwIfCancelled(options.signal)
    scores.set(await sets.scoresOf(everySet.slice(first, first + roundSize)), first)
  }
  const { order } = bestOrder(scores, sets.areas)
  options.report(Array.from(order))
  return { order, complete: true, predicted: null }
}
