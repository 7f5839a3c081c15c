import { requireFewRegions } from '../../math/best-order.ts'
import { type SearchName, searchName } from './choose-search.ts'
import type { SubmodularParameters } from './parameters.ts'
import { sampleSize } from './searches/stochastic-greedy.ts'

/** The surrogate's time grows with the cube of the forwards, and with many regions a smaller share is enough: a tenth at 100. */
const usefulPathForwards = 1000
/** With fewer forwards a region than this, little is learned. */
const leastForwardsPerRegion = 2.5

/**
 * Forwards of a search at most, features included. Sets that come up twice are counted twice, as in the published tables; they cost nothing,
 * so that bidirectional search spends 2 per pending region less. Throws USAGE_REGIONS for an exact search of more than 15 regions.
 */
export function forwardsAtMost(given: SubmodularParameters, regions: number): number {
  const search = searchName(given, regions)
  const features = given.effectiveness > 0 ? regions : 0
  if (search === 'surrogate-path') return pathBudget(given.share, regions)
  if (search === 'exact') {
    requireFewRegions(regions)
    return 2 ** regions
  }
  const perSet = (given.consistency + given.confidence > 0 ? 1 : 0) + (given.collaboration > 0 ? 1 : 0)
  return perSet * setsScored(search, given, regions) + features
}

/** Forwards of the surrogate path: the share of naive greedy's that is worth its time. */
export function pathBudget(share: number, regions: number): number {
  const most = Math.max(usefulPathForwards, Math.ceil(leastForwardsPerRegion * regions))
  return Math.min(most, Math.max(2, Math.floor(share * regions * (regions + 1) + 0.5)))
}

function setsScored(search: Exclude<SearchName, 'exact' | 'surrogate-path'>, given: SubmodularParameters, N: number): number {
  switch (search) {
    case 'bidirectional':
      return setsOfBidirectional(N, given.pending)
    case 'stale-windows':
      return setsOfStaleWindows(N, given)
    case 'stochastic':
      return setsOfStochastic(N, given)
    // Lazy greedy and phase windows score some of what naive greedy does.
    case 'naive':
    case 'lazy':
    case 'phase-windows':
      return (N * (N + 1)) / 2
  }
}

function setsOfBidirectional(N: number, pending: number): number {
  let scored = 1
  for (let left = N; left > 1; left--) {
    scored += left
    if (left > pending) {
      scored += pending
      left--
    }
  }
  return scored
}

function setsOfStaleWindows(N: number, { window, pending, refresh }: SubmodularParameters): number {
  let scored = 1
  let tail = 0
  let left = N
  for (let step = 0; left > 1; step++) {
    scored += step % refresh === 0 ? left : Math.min(window, left)
    left--
    if (tail === 0) {
      tail++
      left--
    } else if (left > pending) {
      scored += pending
      tail++
      left--
    }
  }
  return scored
}

function setsOfStochastic(N: number, { prefix, epsilon }: SubmodularParameters): number {
  const wanted = Math.min(prefix, N)
  const sample = sampleSize(N, wanted, epsilon)
  let scored = 1
  for (let place = 0; place < wanted; place++) scored += Math.min(sample, N - place)
  return scored
}
