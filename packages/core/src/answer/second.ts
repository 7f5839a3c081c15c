import { throwIfCancelled } from '../errors.ts'
import { limitBudget } from '../surrogate/limit-budget.ts'
import { complementOf, sizeOf } from '../surrogate/region-set.ts'
import type { SetScore } from '../surrogate/region-sets.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { changed } from './candidate-pool.ts'
import { grow } from './grow.ts'
import type { PrunedSet } from './pruned-set.ts'
import { type SetSearch, smallestMeasured } from './set-search.ts'
import { smallestSet } from './smallest-set.ts'

/** What is left of the picture without an answer, and the fewest regions found in it that satisfy the rule. */
export interface SecondSet {
  readonly rest: { readonly kept: SetScore; readonly holds: boolean }
  /** Disjoint from the answer, at most half of all regions; null when none was found. */
  readonly set: PrunedSet | null
}

// What the search was specified and measured with: 22 forwards on average at 49 regions.
const mostForwards = 60
const growthForwards = 12
const proposals = 16

/**
 * Searches a set that is enough without any region of `answer`, for at most 60 forwards and half of what the budget has left. Null when not
 * even the rest of the picture could be shown.
 */
export async function secondSet(search: SetSearch, answer: Uint8Array): Promise<SecondSet | null> {
  const sets = limitBudget(search.sets, Math.min(mostForwards, Math.ceil(search.sets.remaining / 2)))
  const within: SetSearch = { ...search, sets, allowed: complementOf(answer) }
  const rest = await showRest(within, answer)
  if (!rest) return null
  if (!isSmall(smallestMeasured(within)?.set, sets.count)) await growUntilHolding(within)
  const found = await smallestSet(within, proposals)
  return { rest, set: isSmall(found?.set, sets.count) ? found : null }
}

/** What the picture without the answer is worth; null when the budget cannot pay for it. */
export async function showRest({ sets, rule }: SetSearch, answer: Uint8Array): Promise<SecondSet['rest'] | null> {
  const scores = await unlessSpent(sets.measure([complementOf(answer)]))
  return scores && { kept: scores[0]!, holds: rule.holds(scores[0]!) }
}

/** Whether a set has at most half of the regions: more is no other small answer. */
export function isSmall(set: Uint8Array | undefined, count: number): boolean {
  return set !== undefined && sizeOf(set) <= count / 2
}

/** Measures ever larger sets that grow from nothing, from the first that promises to hold on, until one does. */
async function growUntilHolding(search: SetSearch): Promise<void> {
  const { sets, rule, signal, allowed } = search
  sets.surrogate()
  const level = rule.level(sets.measured())
  const growing = grow(search, sizeOf(allowed))
  let step = 1
  let place = growing.findIndex(({ promise }) => promise >= level)
  for (let forward = 0; forward < growthForwards && place >= 0 && place < growing.length; forward++) {
    throwIfCancelled(signal)
    const scores = await unlessSpent(sets.measure([rule.maskOf(changed(growing[place]!))]))
    if (!scores || rule.holds(scores[0]!)) return
    place += step
    step *= 2
  }
}
