import { answerFacts } from '../explanation/answer-facts.ts'
import { describeTarget } from '../explanation/describe-target.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import { shortLabels } from './short-labels.ts'
import { type TextPainter, type TextStyle, truncateText } from './text.ts'

/** One of the two explanations of a contrast, and the colour that stands for its target on the page and on the picture. */
export interface Side {
  readonly explanation: Explanation
  readonly colour: 'keep' | 'hide'
  /** Its answer in words, one sentence an item. */
  readonly sentences: readonly string[]
}

export type Sides = readonly [first: Side, second: Side]

/**
 * Both targets as short as they can be told apart, cut where they are wider than `width`: the rivals of comparisons are named only where the
 * targets are the same class.
 */
export function sideNames(
  painter: TextPainter,
  sides: Sides,
  width: number,
  style: TextStyle,
): readonly [first: string, second: string] {
  const [first, second] = wholeNames(sides)
  return [truncateText(painter, first, width, style), truncateText(painter, second, width, style)]
}

function wholeNames(sides: Sides): readonly [first: string, second: string] {
  const [first, second] = [sides[0].explanation.body, sides[1].explanation.body]
  if (first.target.class === second.target.class) return [describeTarget(first), describeTarget(second)]
  const [one = '', other = ''] = shortLabels([first.target.label, second.target.label])
  return [one, other]
}

/** How its target came into the contrast: said by the model, given as true, or asked about. */
export function describeRole({ target, scores }: ExplanationBody): string {
  const asked = target.why === 'truth' ? 'Given as true' : 'Asked about'
  if (target.class !== scores.predicted || target.against !== undefined) return asked
  return target.why === 'truth' ? 'The model says, and given as true' : 'The model says'
}

/** What its half of the contrast is about: the cause of what the model says, or what would speak for what it does not say. */
export function describeQuestion(explanation: Explanation): string {
  const { body } = explanation
  const target = describeTarget(body)
  if (!answerFacts(explanation).targetIsPredicted) return `What would speak for ${target}`
  return body.target.against === undefined ? `Why the model says ${target}` : `Why ${target}`
}
