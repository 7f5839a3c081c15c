import { setKey, sizeOf } from '../surrogate/region-set.ts'
import type { SetSearch } from './set-search.ts'

/** An unmeasured set and what the surrogate expects of it. */
export interface Candidate {
  readonly set: Uint8Array
  readonly size: number
  readonly promise: number
}

/** A set as a change of another one; -1 = no region moves that way. */
export interface Change {
  readonly base: Uint8Array
  readonly out: number
  readonly into: number
  readonly promise: number
}

/** The set that a change leads to. */
export function changed({ base, out, into }: Change): Uint8Array {
  const set = base.slice()
  if (out >= 0) set[out] = 0
  if (into >= 0) set[into] = 1
  return set
}

/** The different unmeasured sets of a pool, `count` at most, by falling promise; the earlier one in a tie. */
export function mostPromising({ sets, rule }: SetSearch, pool: readonly Change[], count: number): Candidate[] {
  const candidates: Candidate[] = []
  const seen = new Set<string>()
  for (const change of [...pool].sort((a, b) => b.promise - a.promise)) {
    if (candidates.length === count) break
    const set = changed(change)
    const key = setKey(set)
    if (seen.has(key)) continue
    seen.add(key)
    if (!sets.lookUp(rule.maskOf(set))) candidates.push({ set, size: sizeOf(set), promise: change.promise })
  }
  return candidates
}
