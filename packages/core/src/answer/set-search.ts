import { createNeighbourhood, type Neighbourhood } from '../surrogate/neighbourhood.ts'
import { membersOf } from '../surrogate/region-set.ts'
import type { RegionSets, SetScore } from '../surrogate/region-sets.ts'
import type { Rule } from './rule.ts'

/** The tools of one search for the smallest set that satisfies one rule. */
export interface SetSearch {
  readonly sets: RegionSets
  readonly rule: Rule
  readonly neighbourhood: Neighbourhood
  readonly signal: AbortSignal
}

/** A set that satisfies the rule, as measured. */
export interface HoldingSet {
  readonly set: Uint8Array
  readonly score: SetScore
}

/** A search over everything measured so far. */
export function createSetSearch(sets: RegionSets, rule: Rule, signal: AbortSignal): SetSearch {
  return { sets, rule, neighbourhood: createNeighbourhood(sets.surrogate(), rule.side), signal }
}

/** The measured set that satisfies the rule with the fewest regions, then the highest value, then the smaller 0/1 vector; null if none. */
export function smallestMeasured({ sets, rule }: SetSearch): HoldingSet | null {
  let best: (HoldingSet & { readonly size: number }) | null = null
  for (const [mask, score] of sets.measured()) {
    if (!rule.holds(score)) continue
    const set = rule.maskOf(mask)
    const size = membersOf(set).length
    if (size > 0 && (!best || isBetter({ set, score, size }, best, rule))) best = { set, score, size }
  }
  return best
}

function isBetter(a: HoldingSet & { size: number }, b: HoldingSet & { size: number }, rule: Rule): boolean {
  if (a.size !== b.size) return a.size < b.size
  const difference = rule.value(a.score) - rule.value(b.score)
  if (difference !== 0) return difference > 0
  const first = a.set.findIndex((member, region) => member !== b.set[region])
  return first >= 0 && a.set[first] === 0
}
