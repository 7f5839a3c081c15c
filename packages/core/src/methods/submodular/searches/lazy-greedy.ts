import { throwIfCancelled } from '../../../errors.ts'
import { unlessSpent } from '../../../surrogate/unless-spent.ts'
import type { Search } from '../search.ts'
import { allRegions, byScore } from './ranking.ts'

/** Parameters of lazy greedy. */
export interface LazyOptions {
  /** Regions scored in one round, from the most promising on. */
  readonly window: number
  /** Steps from one scoring of all regions to the next. */
  readonly refresh: number
}

/**
 * Lazy greedy (Minoux 1978): a gain known from an earlier step is taken for an upper bound; the regions of largest bound are scored again
 * until the best is one whose gain is of this step. Exact for submodular functions. The set score of a network is none, gains grow, and the
 * result is a heuristic: therefore everything is scored again every `refresh` steps. When the budget ends, the regions left stand by their
 * last known gains.
 */
export function lazyGreedy({ window, refresh }: LazyOptions): Search {
  return async (sets, { signal, report }) => {
    const order: number[] = []
    const gains = new Float64Array(sets.count)
    let left = allRegions(sets.count)
    let value = 0
    /** The region whose gain of this step is no less than any bound; null when the budget cannot pay for finding it. */
    const largestGain = async (roundSize: number): Promise<number | null> => {
      const fresh = new Set<number>()
      for (;;) {
        const ranked = byScore(left, gains)
        if (fresh.has(ranked[0]!)) return ranked[0]!
        throwIfCancelled(signal)
        const round = ranked.filter((region) => !fresh.has(region)).slice(0, roundSize)
        const scores = await unlessSpent(sets.scores(order, round))
        if (!scores) return null
        round.forEach((region, index) => {
          gains[region] = scores[index]! - value
          fresh.add(region)
        })
      }
    }

    const nothing = await unlessSpent(sets.scoresOf([new Uint8Array(sets.count)]))
    value = nothing?.[0] ?? 0
    while (nothing && left.length > 0) {
      const best = await largestGain(order.length % refresh === 0 ? left.length : window)
      if (best === null) break
      value += gains[best]!
      order.push(best)
      left = left.filter((region) => region !== best)
      report([...order, ...byScore(left, gains)])
    }
    return { order: Uint16Array.from([...order, ...byScore(left, gains)]), complete: left.length === 0, predicted: null }
  }
}
