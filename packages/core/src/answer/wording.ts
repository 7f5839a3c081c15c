/** What the sentences about an answer are made from; all numbers as measured. */
export interface AnswerFacts {
  /** Name of the target. */
  readonly label: string
  readonly targetIsPredicted: boolean
  /** Target probability of the whole picture. */
  readonly whole: number
  /** Number of regions of the frame. */
  readonly regions: number
  /** What hidden pixels become, such as "the picture's mean colour", and on the second baseline, such as "a blurred background". */
  readonly baseline: string
  readonly secondBaseline: string
  /** Share of the reference that the answer keeps. */
  readonly threshold: number
  /** Null when nothing that was tried gives the target. */
  readonly answer: {
    readonly regions: number
    /** Share of the frame. */
    readonly share: number
    /** Target probability when only the answer is shown. */
    readonly kept: number
    readonly irreducible: boolean
    /** Whether the target is also given on the second baseline; null when that was not asked. */
    readonly holds: boolean | null
  } | null
  /** The best prefix of the order, said when there is no answer. */
  readonly peak: { readonly regions: number; readonly probability: number } | null
  readonly flip: {
    readonly regions: number
    /** The class the model turns to, and its probability. */
    readonly label: string
    readonly probability: number
    readonly irreducible: boolean
    /** Whether that happens on the second baseline too; null when that was not asked. */
    readonly holds: boolean | null
  } | null
}

/** Threshold from which on an answer is more than barely enough. */
const bareThreshold = 0.5

/**
 * What may be said of an answer, one sentence an item and nothing stronger than was measured: never "the smallest", "the only" or
 * "necessary", for several small sets usually do.
 */
export function answerSentences(facts: AnswerFacts): string[] {
  if (!facts.answer) return [notReached(facts)]
  return [...sufficient(facts, facts.answer), ...flipped(facts)]
}

/** A probability or share as a whole per cent: "under 1 %" for the tiny, "100 %" only from 99.5 % on. */
export function percent(value: number): string {
  return value < 0.01 ? 'under 1 %' : `${Math.round(value * 100)} %`
}

function sufficient(facts: AnswerFacts, answer: NonNullable<AnswerFacts['answer']>): string[] {
  const { label, whole, regions, baseline, secondBaseline } = facts
  const one = answer.regions === 1
  const sentences = [
    `Shown alone on ${baseline}, ${answer.regions} of ${regions} regions (${percent(answer.share)} of the picture) ${verb(facts, one)} ` +
      `${label} (${percent(answer.kept)}; whole picture ${percent(whole)}).`,
  ]
  if (!one && answer.regions > regions / 2) sentences.push('No few regions do: the decision is spread out.')
  if (!answer.irreducible) sentences.push('Some of them may not be needed: the budget ended before each was tried.')
  else if (!one)
    sentences.push('None of them can be left out: each was tried.', 'They are the fewest we found; a smaller set may exist.')
  if (answer.holds !== null)
    sentences.push(answer.holds ? `Also on ${secondBaseline}.` : `But not on ${secondBaseline}: read it with care.`)
  return sentences
}

function verb({ targetIsPredicted, threshold }: AnswerFacts, one: boolean): string {
  if (!targetIsPredicted) return one ? 'makes the model say' : 'make the model say'
  return `${one ? 'is' : 'are'} ${threshold <= bareThreshold ? 'barely ' : ''}enough for`
}

function flipped({ flip, targetIsPredicted, secondBaseline }: AnswerFacts): string[] {
  if (!targetIsPredicted) return []
  if (!flip) return ['Hiding regions did not change the answer, whichever were tried.']
  const which = flip.regions === 1 ? 'this one region' : `these ${flip.regions}`
  const sentence =
    `Hiding ${which} is enough to change the answer to ${flip.label} (${percent(flip.probability)})` +
    `${flip.holds === false ? `, but not on ${secondBaseline}` : ''}.`
  return flip.irreducible ? [sentence] : [sentence, 'Hiding fewer may do: the budget ended before each was tried.']
}

function notReached({ label, baseline, regions, peak }: AnswerFacts): string {
  const best = peak ? `; at best ${percent(peak.probability)}, with the first ${peak.regions} of ${regions} regions` : ''
  return `Nothing we showed alone on ${baseline} makes the model say ${label}${best}.`
}
