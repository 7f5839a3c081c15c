import { membersOf, sizeOf, toggled } from '../surrogate/region-set.ts'
import { type Candidate, type Change, changed, mostPromising } from './candidate-pool.ts'
import { exchanges } from './exchanges.ts'
import { grow } from './grow.ts'
import { isLarge } from './pruned-set.ts'
import type { SetSearch } from './set-search.ts'
import { improveBySwaps, noSwaps } from './swaps.ts'

// The sizes of the pool are those that the search was specified and measured with.
const poolSize = 160
const removals = 3
const pooledRemovals = 6
const swapPasses = 6

/**
 * Unmeasured sets of allowed regions, fewer than `set` has, the most promising first: what is left of it when up to three regions go, what
 * grows from nothing, and what swaps of single regions make of both. Of a large set, blocks of regions leave and are replaced instead of
 * the swaps.
 */
export function candidatesBelow(search: SetSearch, set: Uint8Array): Candidate[] {
  const size = sizeOf(set)
  const pool: Change[] = []
  const swaps = noSwaps()
  const shrunk = shrink(search, set, pool)
  const growing = grow(search, size - 1)
  pool.push(...growing)
  if (isLarge(set)) return mostPromising(search, [...pool, ...exchanges(search, set)], poolSize)
  for (let k = size - 1; k >= Math.max(1, size - removals); k--)
    for (const start of [shrunk[size - 1 - k]!, changed(growing[k - 1]!)]) improveBySwaps(search, start, swapPasses, pool, swaps)
  return mostPromising(search, pool, poolSize)
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
