import { throwIfCancelled } from '../errors.ts'
import { sizeOf } from '../surrogate/region-set.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { candidatesBelow } from './candidates.ts'
import { prune } from './prune.ts'
import { isLarge, type PrunedSet } from './pruned-set.ts'
import { bestCandidates } from './rank-candidates.ts'
import { type HoldingSet, type SetSearch, smallestMeasured } from './set-search.ts'

// What the search was specified and measured with: twice the proposals save 0.06 regions more, half of them 0.18 less.
const firstPruneForwards = 24
const usualProposals = 48
const proposalsAtOnce = 4
/** Finding proposals for a large set takes longer than a few forwards. */
const proposalsAtOnceForLarge = 16
/** Regions that the best proposal must promise to save, times its probability. */
const leastSaving = 0.0005

/**
 * The fewest allowed regions found that satisfy the rule, none of which can be left out when `irreducible`. It starts from the smallest
 * measured set, prunes it, measures at most `proposals` smaller sets that the surrogate proposes, and prunes again. Null when no measured
 * set satisfies the rule. A spent budget ends it with the best set so far.
 */
export async function smallestSet(search: SetSearch, proposals = usualProposals): Promise<PrunedSet | null> {
  const start = smallestMeasured(search)
  if (!start) return null
  let best: HoldingSet = await prune(search, start, firstPruneForwards)
  for (let spent = 0; sizeOf(best.set) > 1 && spent < proposals; ) {
    throwIfCancelled(search.signal)
    const { sets, rule } = search
    const atOnce = isLarge(best.set) ? proposalsAtOnceForLarge : proposalsAtOnce
    const proposed = propose(search, best.set, Math.min(atOnce, proposals - spent, sets.remaining))
    if (proposed.length === 0) break
    const scores = await unlessSpent(sets.measure(proposed.map(rule.maskOf)))
    if (!scores) break
    spent += proposed.length
    best = proposed
      .map((set, index) => ({ set, score: scores[index]! }))
      .filter(({ score }) => rule.holds(score))
      .reduce((kept, one) => (isBetter(search, one, kept) ? one : kept), best)
  }
  return prune(search, best)
}

/** The set that a search found, or a smaller one that satisfies the rule and was measured since, pruned. */
export async function orSmaller(search: SetSearch, found: PrunedSet): Promise<PrunedSet> {
  const smaller = smallestMeasured(search)
  return smaller && sizeOf(smaller.set) < sizeOf(found.set) ? prune(search, smaller) : found
}

/** The sets most worth measuring next, `count` at most. */
function propose(search: SetSearch, best: Uint8Array, count: number): Uint8Array[] {
  if (count < 1) return []
  search.sets.surrogate()
  const level = search.rule.level(search.sets.measured())
  const candidates = candidatesBelow(search, best)
  return bestCandidates(search, candidates, { size: sizeOf(best), level, count, least: leastSaving }).map(({ set }) => set)
}

/** Fewer regions, then a higher value. */
function isBetter({ rule }: SetSearch, one: HoldingSet, other: HoldingSet): boolean {
  const difference = sizeOf(one.set) - sizeOf(other.set)
  return difference < 0 || (difference === 0 && rule.value(one.score) > rule.value(other.score))
}
