import { setKey } from './region-set.ts'
import type { RegionSets } from './region-sets.ts'

/** How many different sets of a round were never measured: what the round costs. */
export function countNew(sets: RegionSets, wanted: readonly Uint8Array[]): number {
  const fresh = new Set<string>()
  for (const set of wanted) if (!sets.lookUp(set)) fresh.add(setKey(set))
  return fresh.size
}
