import { membersOf, setKey } from '../surrogate/region-set.ts'
import { type Change, changed } from './candidate-pool.ts'
import { outsideOf, type SetSearch } from './set-search.ts'

/** Best swaps of a pass that enter the pool (specified with the search, which was measured with it). */
const pooledSwaps = 12
/** Swaps priced for one pool at most: some milliseconds. Below 75 regions it is never reached. */
const mostSwaps = 60_000

/** Sets whose swaps were priced, and how many swaps that were. */
export interface SwapState {
  readonly visited: Set<string>
  priced: number
}

/** Nothing priced yet. */
export function noSwaps(): SwapState {
  return { visited: new Set(), priced: 0 }
}

/**
 * Swaps one region for an allowed one outside while that raises the promise, `passes` times at most, and adds the best swaps of each pass to
 * the pool. From a set that was here before, the way on is known.
 */
export function improveBySwaps(search: SetSearch, start: Uint8Array, passes: number, pool: Change[], state: SwapState): void {
  const { neighbourhood } = search
  let current = start
  let reached = Number.NEGATIVE_INFINITY
  for (let pass = 0; pass < passes; pass++) {
    const key = setKey(current)
    const members = membersOf(current)
    const others = outsideOf(search, current)
    const swaps = members.length * others.length
    if (state.visited.has(key) || state.priced + swaps > mostSwaps) return
    state.visited.add(key)
    state.priced += swaps
    neighbourhood.moveTo(current)
    if (pass === 0) reached = neighbourhood.promise
    const best = largest(neighbourhood.swapped(members, others), swaps, pooledSwaps)
    const changes = best.map(([place, promise]) => ({
      base: current,
      out: members[Math.floor(place / others.length)]!,
      into: others[place % others.length]!,
      promise,
    }))
    pool.push(...changes)
    const first = changes[0]
    if (!first || first.promise <= reached) return
    reached = first.promise
    current = changed(first)
  }
}

/** The `count` largest of the first `length` values with their places, falling; the earlier place in a tie. */
function largest(values: Float64Array, length: number, count: number): [place: number, value: number][] {
  const found: [number, number][] = []
  let smallest = Number.NEGATIVE_INFINITY
  for (let place = 0; place < length; place++) {
    const value = values[place]!
    if (found.length === count && value <= smallest) continue
    let at = found.length
    while (at > 0 && found[at - 1]![1] < value) at--
    found.splice(at, 0, [place, value])
    if (found.length > count) found.pop()
    smallest = found[found.length - 1]![1]
  }
  return found
}
