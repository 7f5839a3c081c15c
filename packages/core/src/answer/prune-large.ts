import { throwIfCancelled } from '../errors.ts'
import { affordable } from '../surrogate/affordable.ts'
import { countNew } from '../surrogate/count-new.ts'
import { sizeOf, toggled } from '../surrogate/region-set.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { membersByPromise, type PrunedSet } from './pruned-set.ts'
import type { HoldingSet, SetSearch } from './set-search.ts'

/** Single regions tried at once. */
const batch = 16
/** Blocks that are tried at once: of 1, 2, 4, .. regions. */
const blocksAtOnce = 8
/** Smaller blocks than this gain nothing over single regions. */
const leastBlock = 4

/** What a round of smaller sets gave; null in place of a score that could not be paid. */
type Round = readonly (HoldingSet | null)[]

/**
 * Prunes a set of hundreds of regions, in which leaving out one region at a time would take thousands of forwards. Blocks of regions go
 * first, by promise, as long as they are worth it. Then each region is tried once, those that can go leave together, and the trying goes on
 * where it was until every region left was tried on the very set: the certificate. Stops without one when `cap` forwards or the budget
 * are spent.
 */
export async function pruneLarge(search: SetSearch, start: HoldingSet, cap: number): Promise<PrunedSet> {
  const { sets, rule, signal } = search
  let current = start
  let spent = 0
  while (await leaveOutBlock()) if (sizeOf(current.set) === 1) break
  const irreducible = await leaveOutSingles()
  return { ...current, irreducible }

  async function leaveOutBlock(): Promise<boolean> {
    if (spent >= cap) return false
    return (await leaveOutFirst(membersByPromise(search, current.set))) >= leastBlock
  }

  /** Leaves out as many of the first regions as were tried and may go together; how many that were. */
  async function leaveOutFirst(regions: readonly number[]): Promise<number> {
    const most = Math.min(regions.length, sizeOf(current.set) - 1)
    const counts: number[] = []
    for (let count = 1; count <= most && counts.length < blocksAtOnce; count *= 2) counts.push(count)
    const found = await holdingOf(counts.map((count) => without(current.set, regions.slice(0, count))))
    const last = found.findLastIndex((one) => one)
    if (last < 0) return 0
    current = found[last]!
    return counts[last]!
  }

  /** Whether every region left was tried on the set as it is now. */
  async function leaveOutSingles(): Promise<boolean> {
    let open = sizeOf(current.set) > 1 && spent < cap ? membersByPromise(search, current.set) : []
    let needed: number[] = []
    while (open.length > 0 && sizeOf(current.set) > 1) {
      if (spent >= cap) return false
      const tried = open.slice(0, batch)
      const found = await holdingOf(tried.map((region) => toggled(current.set, region)))
      const spare = spareAmong(tried, found)
      const rest = tried.filter((region) => !spare.includes(region))
      if (spare.length > 0) {
        await leaveOutFirst(spare)
        // On the smaller set all have to be tried again: those that were needed last, for they most likely still are.
        open = [...spare, ...open.slice(batch), ...rest, ...needed].filter((region) => current.set[region])
        needed = []
      } else {
        open = open.slice(batch)
        needed = [...needed, ...rest]
      }
      if (found.length < tried.length) return false
    }
    return sizeOf(current.set) === 1 || needed.length === sizeOf(current.set)
  }

  /** The regions without which the set was found to hold, best first. */
  function spareAmong(tried: readonly number[], found: Round): number[] {
    const values = new Map<number, number>()
    found.forEach((one, index) => {
      if (one) values.set(tried[index]!, rule.value(one.score))
    })
    return [...values].sort(([a, x], [b, y]) => y - x || a - b).map(([region]) => region)
  }

  /** Measures sets; those that hold, null for the others, and fewer than asked when the budget ended. */
  async function holdingOf(wanted: readonly Uint8Array[]): Promise<Round> {
    throwIfCancelled(signal)
    const masks = affordable(sets, wanted.map(rule.maskOf))
    const cost = countNew(sets, masks)
    const scores = await unlessSpent(sets.measure(masks))
    if (!scores) return []
    spent += cost
    return masks.map((mask, index) => (rule.holds(scores[index]!) ? { set: rule.maskOf(mask), score: scores[index]! } : null))
  }
}

function without(set: Uint8Array, regions: readonly number[]): Uint8Array {
  const smaller = set.slice()
  for (const region of regions) smaller[region] = 0
  return smaller
}
