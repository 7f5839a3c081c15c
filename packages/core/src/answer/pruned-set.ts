import { membersOf, sizeOf } from '../surrogate/region-set.ts'
import type { HoldingSet, SetSearch } from './set-search.ts'

/** A holding set, and whether every set with one region less was measured and fails the rule. */
export interface PrunedSet extends HoldingSet {
  readonly irreducible: boolean
}

/** The most regions of a set that is searched one region at a time: a larger one would take longer than asking the model. */
const mostOneByOne = 100

/** Whether a set is so large that it is searched in blocks of regions. */
export function isLarge(set: Uint8Array): boolean {
  return sizeOf(set) > mostOneByOne
}

/** The regions of a set, the one with the best promise without it first (the lowest region in a tie). */
export function membersByPromise({ sets, neighbourhood }: SetSearch, set: Uint8Array): number[] {
  sets.surrogate()
  neighbourhood.moveTo(set)
  const promise = neighbourhood.toggled.slice()
  return membersOf(set).sort((a, b) => promise[b]! - promise[a]! || a - b)
}
