import { throwIfCancelled } from '../../../errors.ts'
import { createRandom, shuffled } from '../../../random/random.ts'
import { unlessSpent } from '../../../surrogate/unless-spent.ts'
import type { Search } from '../search.ts'
import { allRegions, byScore, indexOfLargest } from './ranking.ts'

/** Parameters of stochastic greedy. */
export interface StochasticOptions {
  /** Regions to find; the search is of use where these are few. */
  readonly prefix: number
  /** What may be lost of the greedy value, on average, were F submodular: the smaller, the larger the samples. */
  readonly epsilon: number
}

/**
 * Stochastic greedy (Mirzasoleiman et al., Lazier Than Lazy Greedy, 2015): every step scores a random sample of the regions left and takes
 * its best, until the prefix has its length. The others follow by their last known gains, those never scored last: `searched` says where
 * this begins.
 */
export function stochasticGreedy({ prefix, epsilon }: StochasticOptions): Search {
  return async (sets, { seed, signal, report }) => {
    const wanted = Math.min(prefix, sets.count)
    const size = sampleSize(sets.count, wanted, epsilon)
    const random = createRandom(seed)
    const order: number[] = []
    const gains = new Float64Array(sets.count).fill(Number.NEGATIVE_INFINITY)
    let left = allRegions(sets.count)

    const nothing = await unlessSpent(sets.scoresOf([new Uint8Array(sets.count)]))
    let value = nothing?.[0] ?? 0
    while (nothing && order.length < wanted) {
      throwIfCancelled(signal)
      const places = shuffled(left.length, random).subarray(0, size).toSorted()
      const sample = Array.from(places, (place) => left[place]!)
      const scores = await unlessSpent(sets.scores(order, sample))
      if (!scores) break
      sample.forEach((region, index) => {
        gains[region] = scores[index]! - value
      })
      const best = sample[indexOfLargest(scores)]!
      value += gains[best]!
      order.push(best)
      left = left.filter((region) => region !== best)
      report([...order, ...byScore(left, gains)])
    }
    return {
      order: Uint16Array.from([...order, ...byScore(left, gains)]),
      complete: order.length === wanted,
      predicted: null,
      searched: order.length,
    }
  }
}

/** Regions scored in a step at most. */
export function sampleSize(regions: number, prefix: number, epsilon: number): number {
  return Math.min(regions, Math.ceil((regions / prefix) * Math.log(1 / epsilon)))
}
