import { complementOf, membersOf, setKey, sizeOf, toggled } from '../surrogate/region-set.ts'
import type { SetSearch } from './set-search.ts'

/** An unmeasured set smaller than the best one, and what the surrogate expects of it. */
export interface Candidate {
  readonly set: Uint8Array
  readonly size: number
  readonly promise: number
}

const poolSize = 160
const removals = 3
const pooledRemovals = 6
const swapPasses = 6
const pooledSwaps = 12
/** Swaps priced for one list of candidates at most: some milliseconds. Below 75 regions it is never reached. */
const mostSwaps = 60_000

/** A set of the pool as a change of another one; -1 = no region moves that way. */
interface Change {
  readonly base: Uint8Array
  readonly out: number
  readonly into: number
  readonly promise: number
}

/**
 * Unmeasured sets with fewer regions than `set`, the most promising first: what is left of it when up to three regions go, what grows from
 * nothing, and what swaps of single regions make of both.
 */
export function candidatesBelow(search: SetSearch, set: Uint8Array): Candidate[] {
  const size = sizeOf(set)
  const pool: Change[] = []
  const state: SwapState = { visited: new Set(), priced: 0 }
  const shrunk = shrink(search, set, pool)
  const grown = grow(search, size - 1, set.length, pool)
  for (let k = size - 1; k >= Math.max(1, size - removals); k--)
    for (const start of [shrunk[size - 1 - k]!, grown[k - 1]!]) improveBySwaps(search, start, pool, state)
  return mostPromising(search, pool)
}

/** Leaves out the region with the best promise, up to three times; the sets by falling size. */
function shrink({ neighbourhood }: SetSearch, start: Uint8Array, pool: Change[]): Uint8Array[] {
  const shrunk: Uint8Array[] = []
  let current = start
  for (let step = 0; step < removals && sizeOf(current) > 1; step++) {
    neighbourhood.moveTo(current)
    const promise = neighbourhood.toggled.slice()
    const ranked = membersOf(current).sort((a, b) => promise[b]! - promise[a]! || a - b)
    for (const out of ranked.slice(0, pooledRemovals)) pool.push({ base: current, out, into: -1, promise: promise[out]! })
    current = toggled(current, ranked[0]!)
    shrunk.push(current)
  }
  return shrunk
}

/** Adds the region with the best promise to nothing, up to `size` regions; the sets by rising size. */
function grow({ neighbourhood }: SetSearch, size: number, count: number, pool: Change[]): Uint8Array[] {
  const grown: Uint8Array[] = []
  let current = new Uint8Array(count) as Uint8Array
  for (let step = 0; step < size; step++) {
    neighbourhood.moveTo(current)
    let best = -1
    for (let x = 0; x < count; x++)
      if (!current[x] && (best < 0 || neighbourhood.toggled[x]! > neighbourhood.toggled[best]!)) best = x
    pool.push({ base: current, out: -1, into: best, promise: neighbourhood.toggled[best]! })
    current = toggled(current, best)
    grown.push(current)
  }
  return grown
}

/** Sets whose swaps were priced, and how many swaps that were. */
interface SwapState {
  readonly visited: Set<string>
  priced: number
}

/** Swaps one region for one outside while that raises the promise. From a set that was here before, the way on is known. */
function improveBySwaps({ neighbourhood }: SetSearch, start: Uint8Array, pool: Change[], state: SwapState): void {
  let current = start
  let reached = Number.NEGATIVE_INFINITY
  for (let pass = 0; pass < swapPasses; pass++) {
    const key = setKey(current)
    const members = membersOf(current)
    const others = membersOf(complementOf(current))
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

function changed({ base, out, into }: Change): Uint8Array {
  const set = base.slice()
  if (out >= 0) set[out] = 0
  if (into >= 0) set[into] = 1
  return set
}

/** The different unmeasured sets of the pool, by falling promise. */
function mostPromising({ sets, rule }: SetSearch, pool: Change[]): Candidate[] {
  const candidates: Candidate[] = []
  const seen = new Set<string>()
  for (const change of pool.sort((a, b) => b.promise - a.promise)) {
    if (candidates.length === poolSize) break
    const set = changed(change)
    const key = setKey(set)
    if (seen.has(key)) continue
    seen.add(key)
    if (!sets.lookUp(rule.maskOf(set))) candidates.push({ set, size: sizeOf(set), promise: change.promise })
  }
  return candidates
}
