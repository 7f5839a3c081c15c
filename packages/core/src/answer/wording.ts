import type { AnswerFacts, AnswerSetFacts, FlipFacts } from './facts.ts'

/** Threshold from which on an answer is more than barely enough: at half of the reference it stands on few other fills. */
const bareThreshold = 0.5

/**
 * What may be said of an answer, one sentence an item and nothing stronger than was measured: never "the smallest", "the only" or
 * "necessary", for several small sets usually do.
 */
export function answerSentences(facts: AnswerFacts): string[] {
  if (facts.constant) return [nothingToExplain(facts)]
  if (!facts.answer) return [notReached(facts)]
  return [
    ...sufficient(facts, facts.answer),
    // "Without these" follows what it speaks of, before the sets that share some of them.
    ...withoutIt(facts, facts.answer),
    ...otherSets(facts.answer),
    ...alongOtherOrder(facts),
    ...flipped(facts),
  ]
}

/** A probability or share as a whole per cent: "under 1 %" for the tiny, "100 %" only from 99.5 % on. */
export function percent(value: number): string {
  return value < 0.01 ? 'under 1 %' : `${Math.round(value * 100)} %`
}

function nothingToExplain({ label, rival, whole }: AnswerFacts): string {
  const what = rival === null ? label : `${label} rather than ${rival}`
  return `There is nothing to explain: whatever is hidden, the model's probability for ${what} barely moves (whole picture ${percent(whole)}).`
}

function sufficient(facts: AnswerFacts, answer: AnswerSetFacts): string[] {
  const { whole, regions, baseline } = facts
  const one = answer.regions === 1
  const share = `(${percent(answer.share)} of the picture)`
  const sentences = [
    `Shown alone on ${baseline}, ${answer.regions} of ${regions} regions ${share} ${claim(facts, one)} ` +
      `(${against(facts, answer.kept)}; whole picture ${percent(whole)}).`,
  ]
  if (facts.blankIsTarget) sentences.push(blankSentence(facts))
  if (!one && answer.irreducible && answer.regions > regions / 2) sentences.push('No few regions do: the decision is spread out.')
  if (!answer.irreducible) sentences.push(`Some of them may not be needed: ${untried(facts)}.`)
  else if (!one)
    sentences.push('None of them can be left out: each was tried.', 'They are the fewest we found; a smaller set may exist.')
  if (answer.holds !== null) sentences.push(onSecond(facts, answer.holds))
  return sentences
}

function blankSentence({ label, rival }: AnswerFacts): string {
  const already = rival === null ? 'says so' : `prefers ${label}`
  return `With every region hidden the model already ${already}: that few are enough says little here. Try another baseline.`
}

/** What the regions shown are said to do. */
function claim(facts: AnswerFacts, one: boolean): string {
  const { label, rival, targetIsPredicted, threshold } = facts
  if (!targetIsPredicted)
    return `${one ? 'makes' : 'make'} the model ${rival === null ? `say ${label}` : `prefer ${label} to ${rival}`}`
  const enough = `${one ? 'is' : 'are'} ${threshold <= bareThreshold ? 'barely ' : ''}enough`
  return rival === null ? `${enough} for ${label}` : `${enough} for the model to prefer ${label} to ${rival}`
}

/** A second baseline is asked for the class only: how probable it is there is not what makes a set enough. */
function onSecond({ rival, secondBaseline }: AnswerFacts, holds: boolean): string {
  if (holds) return `On ${secondBaseline} the model still ${rival === null ? 'says so' : 'prefers it'}.`
  return `On ${secondBaseline} the model ${rival === null ? 'says another class' : `prefers ${rival}`}: read this with care.`
}

function against({ rival }: AnswerFacts, probability: number): string {
  return rival === null ? percent(probability) : `${percent(probability)} against ${percent(1 - probability)}`
}

function otherSets({ regions, others: { found, core } }: AnswerSetFacts): string[] {
  if (found === 0) return []
  if (regions === 1) return [found === 1 ? '1 other region does as well.' : `${found} other regions do as well.`]
  const which = found === 1 ? `1 other set of ${regions} does as well` : `${found} other sets of ${regions} do as well`
  if (core === 0) return [`${which}; no region is in all we found.`]
  return [`${which}; ${core === 1 ? '1 region is' : `${core} regions are`} in all we found.`]
}

function withoutIt(facts: AnswerFacts, { regions, second }: AnswerSetFacts): string[] {
  if (!second) return []
  if (second.set) return [secondAnswer(facts, regions, second.set)]
  const none = `We found no small answer without ${regions === 1 ? 'this one' : 'these'}.`
  return second.restHolds ? [restSentence(facts, regions), none] : [none]
}

function secondAnswer({ targetIsPredicted }: AnswerFacts, regions: number, set: { regions: number; share: number }): string {
  const one = set.regions === 1
  const others = `${set.regions} other ${one ? 'region' : 'regions'} (${percent(set.share)} of the picture)`
  const enough = targetIsPredicted ? `${one ? 'is' : 'are'} enough` : `${one ? 'does' : 'do'} so too`
  return `Even without ${regions === 1 ? 'this one' : 'these'}, ${others} ${enough}.`
}

function restSentence({ targetIsPredicted, rival }: AnswerFacts, regions: number): string {
  const these = regions === 1 ? 'this region' : `these ${regions}`
  if (!targetIsPredicted) return `With ${these} hidden, the rest does so too.`
  return `Hiding ${these} does not change the ${decision(rival)}: the rest is enough too.`
}

function alongOtherOrder({ otherOrder }: AnswerFacts): string[] {
  if (!otherOrder) return []
  const { method, prefix, complete } = otherOrder
  if (prefix)
    return [
      `In the order of ${method} it takes the first ${prefix.regions === 1 ? 'region' : `${prefix.regions} regions`} (${percent(prefix.share)}).`,
    ]
  return [
    complete
      ? `No prefix of the order of ${method} is enough.`
      : `How many it takes in the order of ${method} is not known: the budget ended before that was measured.`,
  ]
}

function flipped(facts: AnswerFacts): string[] {
  const { flip, targetIsPredicted, rival, secondBaseline } = facts
  if (!targetIsPredicted) return []
  if (!flip) return [`Hiding regions did not change the ${decision(rival)}, whichever were tried.`]
  // Not "these": they are other regions than the answer's, perhaps as many.
  const which = flip.regions === 1 ? 'one region' : `${flip.regions} regions`
  const turns = rival === null ? `to change the answer to ${flip.label}` : `to make the model prefer ${flip.label}`
  const sentence = `Hiding ${which} is enough ${turns} (${percent(flip.probability)})${elsewhere(flip, secondBaseline)}.`
  return flip.irreducible ? [sentence] : [sentence, `Hiding fewer may do: ${untried(facts)}.`]
}

/** Why there is no certificate. */
function untried({ shortened }: AnswerFacts): string {
  return shortened ? 'there are too many regions to try each' : 'the budget ended before each was tried'
}

/** On the second baseline the answer may change to yet another class, so only that it changes is said. */
function elsewhere({ holds }: FlipFacts, secondBaseline: string): string {
  if (holds === null) return ''
  return holds ? `; on ${secondBaseline} it changes too` : `, but not on ${secondBaseline}`
}

function decision(rival: string | null): string {
  return rival === null ? 'answer' : 'preference'
}

function notReached({ label, rival, baseline, regions, peak }: AnswerFacts): string {
  const says = rival === null ? `say ${label}` : `prefer ${label} to ${rival}`
  return `No set of regions that we showed alone on ${baseline} makes the model ${says}${peak ? `; ${atBest(peak, regions)}` : ''}.`
}

function atBest(peak: NonNullable<AnswerFacts['peak']>, regions: number): string {
  const which = peak.regions === regions ? 'all' : peak.regions === 1 ? 'the first of' : `the first ${peak.regions} of`
  return `along its order it gets ${percent(peak.probability)} at best, with ${which} ${regions} regions`
}
