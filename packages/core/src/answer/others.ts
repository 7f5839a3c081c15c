import { throwIfCancelled } from '../errors.ts'
import { affordable } from '../surrogate/affordable.ts'
import { membersOf, sizeOf, toggled } from '../surrogate/region-set.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { type Change, changed, mostPromising } from './candidate-pool.ts'
import { holdingSets, outsideOf, type SetSearch } from './set-search.ts'
import { improveBySwaps, noSwaps } from './swaps.ts'

/** How far an answer is from being the one of its size. */
export interface OtherSets {
  /** Measured sets of as many regions, besides the answer, that satisfy the rule too. */
  readonly found: number
  /** The regions that the answer and all of those have. */
  readonly core: Uint8Array
}

// What the search was specified and measured with: 15 forwards on average at 49 regions.
const improvingSwaps = 4
const setsPerRegion = 2
/** A decision that is spread out would cost two forwards a region; as many as the proposals of a search are enough. */
const mostForwards = 48

/**
 * Looks for other sets of as many regions as `answer`, by swaps that leave out each region that was in all such sets so far: two forwards
 * a region, at most 48. What is measured already counts without a forward. A spent budget ends it with what was found.
 */
export async function otherSets(search: SetSearch, answer: Uint8Array): Promise<OtherSets> {
  const { sets, rule, signal } = search
  let known = measuredOthers(search, answer)
  let spent = 0
  for (const region of membersOf(answer)) {
    throwIfCancelled(signal)
    if (spent >= mostForwards) break
    if (!known.core[region]) continue
    const wanted = bestWithout(search, answer, region).map(rule.maskOf)
    const masks = affordable(sets, wanted)
    if (!(await unlessSpent(sets.measure(masks)))) break
    spent += masks.length
    if (masks.length > 0) known = measuredOthers(search, answer)
  }
  return known
}

/** The unmeasured sets most likely to hold that come from `set` when one region is swapped for another and up to four swaps follow. */
function bestWithout(search: SetSearch, set: Uint8Array, region: number): Uint8Array[] {
  const without = { ...search, allowed: toggled(search.allowed, region) }
  const replacements = outsideOf(without, set)
  if (replacements.length === 0) return []
  search.sets.surrogate()
  search.neighbourhood.moveTo(set)
  const promise = search.neighbourhood.swapped([region], replacements)
  const pool: Change[] = replacements.map((into, place) => ({ base: set, out: region, into, promise: promise[place]! }))
  const best = pool.reduce((one, other) => (other.promise > one.promise ? other : one))
  improveBySwaps(without, changed(best), improvingSwaps, pool, noSwaps())
  return mostPromising(search, pool, setsPerRegion).map((candidate) => candidate.set)
}

/** What was measured so far of sets as small as the answer; costs nothing. */
export function measuredOthers(search: SetSearch, answer: Uint8Array): OtherSets {
  const size = sizeOf(answer)
  const core = answer.slice()
  let equal = 0
  for (const { set } of holdingSets(search)) {
    if (sizeOf(set) !== size) continue
    equal++
    for (let region = 0; region < core.length; region++) core[region]! &= set[region]!
  }
  return { found: equal - 1, core }
}
