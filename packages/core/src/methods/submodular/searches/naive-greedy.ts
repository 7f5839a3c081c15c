import { throwIfCancelled } from '../../../errors.ts'
import { unlessSpent } from '../../../surrogate/unless-spent.ts'
import type { SearchOptions, SearchResult, SetFunction } from '../search.ts'
import { allRegions, byScore, indexOfLargest } from './ranking.ts'

/**
 * Exact greedy: score every remaining region beside the chosen ones, take the best (strictly; the lowest region wins a tie), repeat. At
 * most N (N + 1) forwards. When the budget ends, the regions left follow by their scores of the first step.
 */
export async function naiveGreedy(sets: SetFunction, { signal, report }: SearchOptions): Promise<SearchResult> {
  const order: number[] = []
  let left = allRegions(sets.count)
  let firstScores: Float64Array | null = null
  while (left.length > 0) {
    throwIfCancelled(signal)
    const scores = await unlessSpent(sets.scores(order, left))
    if (!scores) break
    firstScores ??= scores
    const best = left[indexOfLargest(scores)]!
    order.push(best)
    left = left.filter((region) => region !== best)
    report([...order, ...byScore(left, firstScores)])
  }
  const complete = left.length === 0
  return { order: Uint16Array.from([...order, ...byScore(left, firstScores)]), complete, predicted: null }
}
