import { createNeighbourhood, type Neighbourhood } from '../surrogate/neighbourhood.ts'
import { membersOf, sizeOf } from '../surrogate/region-set.ts'
import type { RegionSets, SetScore } from '../surrogate/region-sets.ts'
import type { Rule } from './rule.ts'

/** The tools of one search for the smallest set that satisfies one rule. */
export interface SetSearch {
  readonly sets: RegionSets
  readonly rule: Rule
  readonly neighbourhood: Neighbourhood
  /** 1 = the region may be part of a set. */
  readonly allowed: Uint8Array
  readonly signal: AbortSignal
}

/** A set that satisfies the rule, as measured. */
export interface HoldingSet {
  readonly set: Uint8Array
  readonly score: SetScore
}

/** A search over everything measured so far, among all regions. */
export function createSetSearch(sets: RegionSets, rule: Rule, signal: AbortSignal): SetSearch {
  const neighbourhood = createNeighbourhood(sets.surrogate(), rule.side)
  return { sets, rule, neighbourhood, allowed: new Uint8Array(sets.count).fill(1), signal }
}

/** The allowed regions that a set does not have, ascending. */
export function outsideOf({ allowed }: SetSearch, set: Uint8Array): number[] {
  return membersOf(allowed).filter((region) => !set[region])
}

/** The measured sets of allowed regions, one at least, that satisfy the rule. */
export function* holdingSets({ sets, rule, allowed }: SetSearch): Generator<HoldingSet> {
  for (const [mask, score] of sets.measured()) {
    if (!rule.holds(score)) continue
    const set = rule.maskOf(mask)
    if (set.includes(1) && set.every((member, region) => !member || allowed[region])) yield { set, score }
  }
}

/** The measured set that satisfies the rule with the fewest regions, then the highest value, then the smaller 0/1 vector; null if none. */
export function smallestMeasured(search: SetSearch): HoldingSet | null {
  let best: (HoldingSet & { readonly size: number }) | null = null
  for (const { set, score } of holdingSets(search)) {
    const size = sizeOf(set)
    if (!best || isBetter({ set, score, size }, best, search.rule)) best = { set, score, size }
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
