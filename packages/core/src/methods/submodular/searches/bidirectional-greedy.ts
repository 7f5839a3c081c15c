import { throwIfCancelled } from '../../../errors.ts'
import { unlessSpent } from '../../../surrogate/unless-spent.ts'
import type { Search, SetFunction } from '../search.ts'
import { allRegions, byScore, indexOfLargest, perRegion } from './ranking.ts'
import { scoreWhole } from './score-whole.ts'

/** Parameters of the bidirectional search. */
export interface BidirectionalOptions {
  /** Regions tried for the tail in a step; steps with no more left than this have no tail. */
  readonly pending: number
}

/**
 * Bidirectional greedy (Chen et al., LiMA, 2025): every step takes the best remaining region to the head of the order and, while more than
 * `pending` remain, the worst to its tail. Which regions may be the worst costs nothing to guess: those of least F(head + x), with the
 * effectiveness of tail + x in its place; only they are scored beside the tail. Ends with the forwards of the whole picture and of the
 * baseline, where both curves end. When the budget ends, the regions between head and tail stand by their scores of the first step.
 */
export function bidirectionalGreedy({ pending }: BidirectionalOptions): Search {
  return async (sets, { signal, report }) => {
    const head: number[] = []
    const tail: number[] = []
    let left = allRegions(sets.count)
    let firstScores: Float64Array | null = null
    let spent = false
    const current = (): number[] => [...head, ...byScore(left, firstScores), ...tail.toReversed()]

    while (left.length > 1 && !spent) {
      throwIfCancelled(signal)
      const scores = await unlessSpent(sets.scores(head, left))
      if (!scores) {
        spent = true
        break
      }
      firstScores ??= scores
      const best = left[indexOfLargest(scores)]!
      const tried = left.length > pending ? await leastPromising(sets, { head, tail, left, scores, pending }) : []
      const others = tried.filter((region) => region !== best)
      head.push(best)
      left = left.filter((region) => region !== best)
      if (others.length > 0) {
        const besideTail = await unlessSpent(sets.scores(tail, others))
        if (besideTail) {
          const worst = others[indexOfLargest(besideTail.map((score) => -score))]!
          tail.push(worst)
          left = left.filter((region) => region !== worst)
        } else spent = true
      }
      report(current())
    }
    if (!spent) await scoreWhole(sets)
    return { order: Uint16Array.from(current()), complete: !spent, predicted: null }
  }
}

/** Where a step stands: `scores` are F(head + x) of the regions left. */
interface Step extends BidirectionalOptions {
  readonly head: readonly number[]
  readonly tail: readonly number[]
  readonly left: readonly number[]
  readonly scores: Float64Array
}

/** The `pending` regions of least estimated F(tail + x), ascending; the lowest region first in a tie. No forward. */
async function leastPromising(sets: SetFunction, { head, tail, left, scores, pending }: Step): Promise<number[]> {
  const besideHead = await sets.effectiveness(head, left)
  const besideTail = await sets.effectiveness(tail, left)
  const badness = scores.map((score, index) => besideHead[index]! - besideTail[index]! - score)
  return byScore(left, perRegion(sets.count, left, badness))
    .slice(0, pending)
    .sort((a, b) => a - b)
}
