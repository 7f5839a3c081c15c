import { countNew } from './count-new.ts'
import type { RegionSets } from './region-sets.ts'

/** The sets of a round, in order, that the remaining budget can pay for. */
export function affordable(sets: RegionSets, wanted: readonly Uint8Array[]): Uint8Array[] {
  if (countNew(sets, wanted) <= sets.remaining) return [...wanted]
  const taken: Uint8Array[] = []
  for (const set of wanted) if (countNew(sets, [...taken, set]) <= sets.remaining) taken.push(set)
  return taken
}
