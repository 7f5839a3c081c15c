import { throwIfCancelled } from '../errors.ts'
import { affordable } from '../surrogate/affordable.ts'
import { countNew } from '../surrogate/count-new.ts'
import { sizeOf, toggled } from '../surrogate/region-set.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { pruneLarge } from './prune-large.ts'
import { isLarge, membersByPromise, type PrunedSet } from './pruned-set.ts'
import type { HoldingSet, SetSearch } from './set-search.ts'

/** Sets measured at once: about what a forward of many pictures saves, without many beyond the first that holds. */
const batch = 8

/**
 * Leaves out single regions while the rule still holds, the most promising first, in batches of eight. When no region can be left out, the
 * last round is the certificate. Stops without one when `cap` forwards or the budget are spent. More than a hundred regions leave in blocks.
 */
export async function prune(search: SetSearch, start: HoldingSet, cap = Number.POSITIVE_INFINITY): Promise<PrunedSet> {
  if (isLarge(start.set)) return pruneLarge(search, start, cap)
  let current = start
  let spent = 0
  for (;;) {
    const reduced = await leaveOneOut()
    if (reduced === 'none') return { ...current, irreducible: true }
    if (reduced === 'spent') return { ...current, irreducible: false }
    current = reduced
  }

  async function leaveOneOut(): Promise<HoldingSet | 'none' | 'spent'> {
    const { sets, rule, signal } = search
    const smaller = withoutOne(search, current.set)
    for (let from = 0; from < smaller.length; from += batch) {
      throwIfCancelled(signal)
      if (spent >= cap) return 'spent'
      const wanted = smaller.slice(from, from + batch).map(rule.maskOf)
      const masks = affordable(sets, wanted)
      const cost = countNew(sets, masks)
      const scores = await unlessSpent(sets.measure(masks))
      if (!scores) return 'spent'
      spent += cost
      const holding = masks
        .map((mask, index) => ({ set: rule.maskOf(mask), score: scores[index]! }))
        .filter(({ score }) => rule.holds(score))
      if (holding.length > 0) return holding.reduce((best, one) => (rule.value(one.score) > rule.value(best.score) ? one : best))
      if (masks.length < wanted.length) return 'spent'
    }
    return 'none'
  }
}

/** The sets with one region less, the highest promise first (the lowest region in a tie); none for a single region. */
function withoutOne(search: SetSearch, set: Uint8Array): Uint8Array[] {
  return sizeOf(set) < 2 ? [] : membersByPromise(search, set).map((region) => toggled(set, region))
}
