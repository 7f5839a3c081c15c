import { TelltaleError } from '../errors.ts'
import { focusOn } from '../surrogate/focus-on.ts'
import { limitBudget } from '../surrogate/limit-budget.ts'
import { complementOf, membersOf, prefixesOf } from '../surrogate/region-set.ts'
import type { RegionSets, SetScore } from '../surrogate/region-sets.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { compareAnswers } from './compare-answers.ts'
import { peakPrefix, prefixScores, shortestPrefix } from './prefix.ts'
import type { PrunedSet } from './pruned-set.ts'
import { flipRule, isGiven, sufficientRule } from './rule.ts'
import type { SecondSet } from './second.ts'
import { createSetSearch, type SetSearch } from './set-search.ts'
import { orSmaller, smallestSet } from './smallest-set.ts'

/** More sets take longer to learn than the model takes to say more. Up to 400 regions a surrogate path search and its curves leave fewer. */
const mostLearned = 3000

/** Up to so many regions the search takes what it needs. */
const regionsInFull = 100
/** Enough for proposals, other sets and a second answer, beside a forward a region for pruning and the certificate. */
const forwardsBesideCertificate = 200
/** Of these, what the first set leaves: about what other sets and a second answer take. */
const forwardsToFollow = 100

/** What an answer is looked for in. */
export interface AnswerInputs {
  /** Everything measured so far; both curves of `order` should be among it. */
  readonly sets: RegionSets
  /** The same regions on another baseline, for the second opinion: one forward for the answer and one for the flip. */
  readonly second: RegionSets
  /** All regions, most useful first. */
  readonly order: ArrayLike<number>
  /** Share of the reference that the answer must keep, above 0 and at most 1. */
  readonly threshold?: number
  /** The score of the whole picture. */
  readonly whole: SetScore
  readonly targetIsPredicted: boolean
  /** Whether a second answer, without any region of the first, is looked for too; at most 60 forwards. */
  readonly findSecond?: boolean
  readonly signal: AbortSignal
}

/** The fewest regions found that change the decision when they are hidden. */
export interface FoundFlip {
  /** In the order given. */
  readonly regions: readonly number[]
  /** Share of the frame. */
  readonly share: number
  /** With the regions hidden: `predicted` and `top` are the class the model turns to. */
  readonly score: SetScore
  /** Every set with one region less was measured and does not change the decision. */
  readonly irreducible: boolean
  /** Whether hiding them changes the decision on the second baseline too; null when the budget ended before that was asked. */
  readonly holds: boolean | null
}

/** What is enough without the answer. */
export interface FoundSecond {
  /** Everything but the answer shown, and whether that is enough. */
  readonly rest: SecondSet['rest']
  /** At most half of all regions, none of them in the answer; null when no such set was found. */
  readonly set: {
    /** In the order given. */
    readonly regions: readonly number[]
    /** Share of the frame. */
    readonly share: number
    readonly kept: SetScore
    readonly irreducible: boolean
  } | null
}

/** The fewest regions found that carry the decision. */
export interface FoundAnswer {
  /** In the order given. */
  readonly regions: readonly number[]
  /** Share of the frame. */
  readonly share: number
  /** Only these regions shown. */
  readonly kept: SetScore
  /** What `kept` is measured against. */
  readonly reference: number
  /** Every set with one region less was measured and is not enough. */
  readonly irreducible: boolean
  /** The same regions shown alone on the second baseline; null when the budget ended before that was asked. */
  readonly secondOpinion: { readonly kept: SetScore; readonly holds: boolean } | null
  /** How many other measured sets of as many regions are enough too, and the regions, in the order given, that all of them share. */
  readonly others: { readonly found: number; readonly core: readonly number[] }
  /** On request: what the picture without the answer is worth, and a small set in it that is enough too. */
  readonly second?: FoundSecond
  readonly flip: FoundFlip | null
  /** The shortest prefixes of the order under the same rules. */
  readonly prefix: { readonly sufficient: number | null; readonly flip: number | null }
  /** The first prefix with the largest target probability. */
  readonly peak: { readonly regions: number; readonly probability: number }
  /** Whether answer or flip lacks its certificate because the search was cut short, not because the budget ended. */
  readonly shortened: boolean
}

/**
 * Searches the fewest regions that carry the decision, and the fewest whose hiding changes it; then other sets as small (about 15 forwards
 * at 49 regions) and, on request, one without any region of the first. Null when nothing measured gives the target with enough probability,
 * which happens only to a target that is not the predicted class; such a target has no flip either. A spent budget gives the best sets so
 * far, not certified. With more than a hundred regions answer and flip may take a forward a region each and 200 more: see `mostForwards`.
 */
export async function findAnswer(inputs: AnswerInputs): Promise<FoundAnswer | null> {
  const { order, whole, targetIsPredicted, signal, threshold = 0.75 } = inputs
  if (!(threshold > 0 && threshold <= 1))
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The threshold ${threshold} is outside 0..1.`,
      'Give a share above 0 and at most 1.',
      {
        value: threshold,
      },
    )
  const sets = withinReach(inputs.sets, order)
  const { kept, dropped } = prefixScores(sets, order)
  const peak = peakPrefix(kept)
  const reference = targetIsPredicted ? whole.probability : (peak?.probability ?? 0)
  const enough = sufficientRule(threshold, reference)
  const search = createSetSearch(limitBudget(sets, mostForwards(sets.count)), enough, signal)
  const smallest = await smallestSet(leavingSome(search))
  if (!smallest || !peak) return null
  const flips = flipRule()
  const flipSearch = targetIsPredicted ? createSetSearch(limitBudget(sets, mostForwards(sets.count)), flips, signal) : null
  const fewest = flipSearch && (await smallestSet(leavingSome(flipSearch)))
  const { first, second, others } = await compareAnswers(search, smallest, inputs.findSecond === true)
  const flip = fewest && (await orSmaller(flipSearch!, fewest))

  const secondKept = await unlessSpent(inputs.second.measure([first.set]))
  const secondFlip = flip && (await unlessSpent(inputs.second.measure([complementOf(flip.set)])))
  return {
    ...placed(sets, order, first.set),
    kept: first.score,
    reference,
    irreducible: first.irreducible,
    secondOpinion: secondKept && { kept: secondKept[0]!, holds: isGiven(secondKept[0]!) },
    others: { found: others.found, core: placed(sets, order, others.core).regions },
    ...(second && { second: { rest: second.rest, set: second.set && describeSet(second.set) } }),
    flip: flip && {
      ...placed(sets, order, flip.set),
      score: flip.score,
      irreducible: flip.irreducible,
      holds: secondFlip && flips.holds(secondFlip[0]!),
    },
    prefix: {
      sufficient: shortestPrefix(kept, enough.holds),
      flip: targetIsPredicted ? shortestPrefix(dropped, flips.holds) : null,
    },
    peak,
    shortened: isShortened(search, first, inputs.sets) || (flip !== null && isShortened(flipSearch!, flip, inputs.sets)),
  }

  function describeSet({ set, score, irreducible }: PrunedSet): NonNullable<FoundSecond['set']> {
    return { ...placed(sets, order, set), kept: score, irreducible }
  }
}

/** Forwards that one search for the fewest regions and what follows it may spend; unlimited up to a hundred regions. */
function mostForwards(regions: number): number {
  return regions > regionsInFull ? regions + forwardsBesideCertificate : Number.POSITIVE_INFINITY
}

/** The same search for a first set, which leaves something to what follows it. */
function leavingSome(search: SetSearch): SetSearch {
  const { sets } = search
  return { ...search, sets: limitBudget(sets, mostForwards(sets.count) - forwardsToFollow) }
}

/** Whether the budget would have paid for the certificate that a set lacks. */
function isShortened({ sets }: SetSearch, { irreducible }: PrunedSet, budget: RegionSets): boolean {
  return !irreducible && sets.remaining < budget.remaining
}

/** After a search that leaves more sets than a surrogate can learn in time, exact or of a thousand regions, it learns those of the two curves only. */
function withinReach(sets: RegionSets, order: ArrayLike<number>): RegionSets {
  const most = Math.min(mostLearned, 0.25 * sets.count * (sets.count + 1) + 4 * (sets.count + 1))
  let measured = 0
  for (const _ of sets.measured()) measured++
  if (measured <= most) return sets
  const prefixes = prefixesOf(order)
  return focusOn(sets, [...prefixes, ...prefixes.map(complementOf)])
}

interface Placed {
  readonly regions: readonly number[]
  readonly share: number
}

/** The regions of a set as the order has them, and their share of the frame. */
function placed(sets: RegionSets, order: ArrayLike<number>, set: Uint8Array): Placed {
  return {
    regions: Array.from(order).filter((region) => set[region] === 1),
    share: membersOf(set).reduce((share, region) => share + sets.areas[region]!, 0),
  }
}
