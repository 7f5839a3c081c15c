import { throwIfCancelled } from '../../../errors.ts'
import { complementOf, setOf } from '../../../surrogate/region-set.ts'
import { unlessSpent } from '../../../surrogate/unless-spent.ts'
import type { Search } from '../search.ts'
import { allRegions, byScore, indexOfLargest, perRegion } from './ranking.ts'
import { scoreWhole } from './score-whole.ts'

/** Parameters of the search by stale windows. */
export interface StaleWindowOptions {
  /** Regions at the front of the stale order that a step scores. */
  readonly window: number
  /** Regions at its end that are tried for the tail, while more than these are left. */
  readonly pending: number
  /** Steps from one scoring of all regions to the next. */
  readonly refresh: number
}

/**
 * Stale-order windows (EAGLE's search): all regions are scored and sorted every `refresh` steps only. In between a step scores the first
 * `window` of that order and takes their best to the head, and of the last `pending` sends the one to the tail without which the rest is
 * worth most. The first of the tail is the last of the first sorting and costs nothing. When the budget ends, the regions left stand in the
 * order of the last sorting.
 */
export function staleWindows({ window, pending, refresh }: StaleWindowOptions): Search {
  return async (sets, { signal, report }) => {
    const { count } = sets
    const head: number[] = []
    const tail: number[] = []
    // The regions left, in the order of the last sorting.
    let ranked = allRegions(count)
    let spent = (await scoreWhole(sets)) === null
    const current = (): number[] => [...head, ...ranked, ...tail.toReversed()]
    const take = (region: number, to: number[]): void => {
      to.push(region)
      ranked = ranked.filter((other) => other !== region)
    }

    for (let step = 0; ranked.length > 1 && !spent; step++) {
      throwIfCancelled(signal)
      const refreshes = step % refresh === 0
      const scored = inOrder(refreshes ? ranked : ranked.slice(0, window))
      const scores = await unlessSpent(sets.scores(head, scored))
      if (!scores) {
        spent = true
        break
      }
      if (refreshes) ranked = byScore(scored, perRegion(count, scored, scores))
      take(scored[indexOfLargest(scores)]!, head)
      if (tail.length === 0) take(ranked.at(-1)!, tail)
      else if (ranked.length > pending) {
        const tried = inOrder(ranked.slice(-pending))
        const rests = tried.map((region) => complementOf(setOf([...tail, region], count)))
        const scoresOfRests = await unlessSpent(sets.scoresOf(rests))
        if (scoresOfRests) take(tried[indexOfLargest(scoresOfRests)]!, tail)
        else spent = true
      }
      report(current())
    }
    return { order: Uint16Array.from(current()), complete: !spent, predicted: null }
  }
}

/** Ascending, so that the lowest region wins a tie. */
function inOrder(regions: readonly number[]): number[] {
  return regions.toSorted((a, b) => a - b)
}
