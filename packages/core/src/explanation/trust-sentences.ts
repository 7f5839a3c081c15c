import { controlSentences, noticeableArea } from './control-sentences.ts'
import { describeTarget } from './describe-target.ts'
import type { Explanation, ExplanationTrust } from './document.ts'

/** From these rank correlations on two orders are called similar, or partly similar. */
const similar = 0.8
const partlySimilar = 0.5
const rounding = 1e-9
/** What no set can exceed in F, whatever F is. */
const largestF = 2

/**
 * How far an explanation can be trusted, one sentence an item, for a reader without statistics and nothing stronger than was measured. Areas
 * under curves are said as averages in per cent, their differences as points; what was not measured is said to be so, and checks that were
 * not asked for are left out.
 */
export function trustSentences(document: Explanation): string[] {
  const { trust, warnings } = document.body
  // Where no score moves, figures about an order say nothing of it.
  if (warnings.some(({ code }) => code === 'SCORE_CONSTANT')) return batches(trust)
  return [
    ...controlSentences(document),
    ...complete(document),
    ...expected(document),
    ...otherSeed(trust),
    ...optimum(trust),
    ...spotCheck(trust),
    ...bound(document),
    ...rising(document),
    ...batches(trust),
  ]
}

function complete({ run }: Explanation): string[] {
  if (run.complete) return []
  return [
    'The budget ended before the search did: the rest of this order is filled in by estimates, and a larger budget may find a better one.',
  ]
}

function expected({ body: { trust, curves } }: Explanation): string[] {
  const { predicted, insertion, deletion } = trust
  const measured = difference(insertion, deletion)
  // An average over gaps is no judge of the search.
  const hasGaps = curves.insertion.score.includes(null) || curves.deletion.score.includes(null)
  if (predicted === null || measured === null || hasGaps) return []
  const figures = `The search expected ${points(predicted)} between the two averages and ${points(measured)} were measured`
  return Math.abs(predicted - measured) <= noticeableArea
    ? [`${figures}: its estimates of this order can be relied on.`]
    : [`${figures}: it misjudged this picture, and a larger budget may find a better order.`]
}

function otherSeed({ otherSeed: other, insertion, deletion }: ExplanationTrust): string[] {
  if (!other) return []
  const { correlation } = other
  if (correlation !== null && correlation > 1 - rounding)
    return ['Another seed led to the same order, as it must where nothing is drawn at random.']
  const sentences =
    correlation === null
      ? []
      : [
          `Another start of the search led to a ${likeness(correlation)} order ` +
            `(rank correlation ${correlation.toFixed(2)}; 1 is the same order, 0 an unrelated one).`,
        ]
  const here = difference(insertion, deletion)
  const there = difference(other.insertion, other.deletion)
  if (here === null || there === null)
    return [...sentences, 'Which of the two is better was not measured: the budget ended first.']
  const figures = `${points(here)} lie between the averages of the order shown, ${points(there)} between those of the other`
  if (Math.abs(here - there) >= noticeableArea) return [...sentences, `${figures}: the start made a difference.`]
  const caution =
    correlation !== null && correlation < partlySimilar ? ', so do not read much into the place of a single region' : ''
  return [...sentences, `${figures}: both are about as good${caution}.`]
}

function likeness(correlation: number): string {
  if (correlation >= similar) return 'similar'
  return correlation >= partlySimilar ? 'partly similar' : 'different'
}

function optimum({ optimum: best, insertion, deletion }: ExplanationTrust): string[] {
  const measured = difference(insertion, deletion)
  if (!best || measured === null) return []
  const [most, here] = [points(best.area, 1), points(measured, 1)]
  const found = most === here ? 'and this order reaches it' : `this one has ${here}`
  return [`For so few regions the best of all orders is known: ${most} lie between its averages, ${found}.`]
}

function spotCheck({ spotCheck: spot }: ExplanationTrust): string[] {
  if (!spot || spot.checked === 0 || spot.regret === null) return []
  const sentence = `At ${spot.agreed} of ${spot.checked} checked steps the region of this order gained most`
  if (spot.agreed === spot.checked) return [`${sentence}: there, greedy choices would have been the same.`]
  return [
    `${sentence}; on average the best one would have gained ${points(spot.regret, 1)} more at that step.`,
    'A low share is normal and no loss of quality: the order as a whole counts, not its single steps.',
  ]
}

function bound(document: Explanation): string[] {
  const { trust, regions } = document.body
  if (!trust.bound) return []
  const { regions: first, reached, limit } = trust.bound
  const assumed = 'If F were submodular, and no region ever lowered it,'
  return [
    `The first ${first} of ${regions.count} regions reach F = ${reached.toFixed(2)} of at most ${largestF}: ` +
      `the probability of ${describeTarget(document.body)} when they are shown, plus one minus it when they are hidden.`,
    limit >= largestF
      ? `${assumed} that would still not rule out ${largestF} for some other ${first} regions: this check says nothing here.`
      : `${assumed} no ${first} regions could reach more than ${limit.toFixed(2)}; ` +
        'neither can be counted on with a real network, so that is a yardstick and no limit.',
  ]
}

function rising(document: Explanation): string[] {
  const { checked, violated } = document.body.trust.rising
  if (checked === 0) return []
  if (violated === 0)
    return [
      `At none of ${checked} steps did a region gain more than the one before it; that does not prove the score submodular.`,
    ]
  const sentence = `At ${violated} of ${checked} steps a region gained more than the one before it`
  return isExactGreedy(document)
    ? [`${sentence}: the score is not submodular on this picture, so no guarantee of greedy search applies.`]
    : [
        `${sentence}; in an order that is not exact greedy’s that proves nothing of the score, and no guarantee of greedy search applies.`,
      ]
}

/** Only along an order that takes the largest F at every step does a gain that grew prove anything of F. */
function isExactGreedy({ body, run }: Explanation): boolean {
  const { search, consistency, collaboration, effectiveness, confidence } = body.method.parameters
  // Left to itself the method takes naive greedy or the surrogate path, and only the latter expects anything.
  const naive = search === 'naive' || (search === 'auto' && body.trust.predicted === null)
  const weighsF = consistency === collaboration && effectiveness === 0 && confidence === 0
  return body.method.name === 'submodular' && naive && weighsF && run.complete
}

function batches({ batchConsistent }: ExplanationTrust): string[] {
  if (batchConsistent) return []
  return ['The last digits of this model depend on how many pictures run at once: only numbers of them that agree were used.']
}

function difference(insertion: number | null, deletion: number | null): number | null {
  return insertion === null || deletion === null ? null : insertion - deletion
}

/** A difference of probabilities in hundredths. */
function points(value: number, decimals = 0): string {
  const text = (100 * value).toFixed(decimals).replace(/^-(?=[0.]+$)/, '')
  return `${text} point${text === '1' ? '' : 's'}`
}
