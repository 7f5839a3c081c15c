import { type SubmodularParameters, weighsCurvesEqually } from './parameters.ts'
import type { Search } from './search.ts'
import { bidirectionalGreedy } from './searches/bidirectional-greedy.ts'
import { exactOrder } from './searches/exact-order.ts'
import { lazyGreedy } from './searches/lazy-greedy.ts'
import { naiveGreedy } from './searches/naive-greedy.ts'
import { phaseWindows } from './searches/phase-windows.ts'
import { staleWindows } from './searches/stale-windows.ts'
import { stochasticGreedy } from './searches/stochastic-greedy.ts'
import { surrogatePath } from './searches/surrogate-path.ts'

/** Up to this many regions naive greedy is cheap: 240 forwards. */
const cheapRegions = 15

/** The name of a search that was not left to be chosen. */
export type SearchName = Exclude<SubmodularParameters['search'], 'auto'>

/** The search asked for; `auto` becomes naive greedy where that is cheap or the weights need it, else the surrogate path. */
export function searchName(given: SubmodularParameters, regions: number): SearchName {
  if (given.search !== 'auto') return given.search
  return regions <= cheapRegions || !weighsCurvesEqually(given) ? 'naive' : 'surrogate-path'
}

/** The search of this name with its parameters. */
export function createSearch(name: SearchName, given: SubmodularParameters): Search {
  switch (name) {
    case 'naive':
      return naiveGreedy
    case 'bidirectional':
      return bidirectionalGreedy(given)
    case 'stale-windows':
      return staleWindows(given)
    case 'phase-windows':
      return phaseWindows(given)
    case 'lazy':
      return lazyGreedy(given)
    case 'stochastic':
      return stochasticGreedy(given)
    case 'exact':
      return exactOrder
    case 'surrogate-path':
      return surrogatePath
  }
}
