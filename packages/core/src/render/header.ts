import { percent } from '../answer/wording.ts'
import { describeTarget } from '../explanation/describe-target.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import { shortLabel } from '../model/short-label.ts'
import type { Block, Drawing } from './block.ts'
import { comparedClasses } from './compared-classes.ts'
import { contentWidth, margin, pageWidth } from './layout.ts'
import { otherNames } from './short-labels.ts'
import { fitText, truncateText, wrapAtMost, wrapText } from './text.ts'

const namesWidth = 380
const sentenceLine = 32

/** Target with its probability on the left, picture and model on the right, the answer in words below. */
export function drawHeader(drawing: Drawing, explanation: Explanation, sentences: readonly string[], top: number): Block {
  const { painter, theme } = drawing
  const { body } = explanation
  const title = { size: 44, weight: 'strong', colour: theme.ink } as const
  const name = { size: 18, weight: 'regular', colour: theme.quiet } as const
  const text = { size: 21, weight: 'regular', colour: theme.ink } as const

  const probability = percent(body.scores.picture)
  const probabilityWidth = painter.measure(probability, title)
  const room = contentWidth - namesWidth - 40 - probabilityWidth - 18
  const label = fitText(painter, describeTarget(body), room, title, 28)
  const right = pageWidth - margin
  const titleBaseline = top + 38
  const parts = [
    painter.draw(label.text, margin, titleBaseline, label.style),
    painter.draw(probability, margin + painter.measure(label.text, label.style) + 18, titleBaseline, {
      ...title,
      colour: theme.keep,
    }),
    painter.draw(
      truncateText(painter, body.picture.name, namesWidth, name),
      right,
      top + 14,
      { ...name, colour: theme.ink },
      'end',
    ),
    painter.draw(truncateText(painter, body.model.name, namesWidth, name), right, top + 38, name, 'end'),
  ]

  let baseline = titleBaseline + 24
  const subtitle = describeTitle(body)
  if (subtitle !== '') {
    const line = truncateText(painter, subtitle, contentWidth - namesWidth - 40, name)
    parts.push(painter.draw(line, margin, titleBaseline + 30, name))
    baseline += 30
  }
  const own = body.scores.top[0]?.class === body.target.class ? null : describeOwnAnswer(body)
  if (own !== null) {
    const note = { ...text, colour: theme.quiet }
    for (const line of wrapAtMost(painter, own, contentWidth, note, 1)) {
      baseline += sentenceLine
      parts.push(painter.draw(line, margin, baseline - 6, note))
    }
  }
  for (const line of wrapText(painter, sentences.join(' '), contentWidth, text)) {
    baseline += sentenceLine
    parts.push(painter.draw(line, margin, baseline - 6, text))
  }
  return { svg: parts.join(''), height: baseline - top + 28 }
}

/** What stands under the title: the target's other names, or what the per cents of a comparison are shares of. */
function describeTitle(body: ExplanationBody): string {
  const compared = comparedClasses(body)
  return compared ? `as a share of what ${compared[0]} and ${compared[1]} have together` : otherNames(body.target.label)
}

/** What the model itself says to the picture; null when the document does not know. */
export function describeOwnAnswer({ scores }: ExplanationBody): string | null {
  const best = scores.top[0]
  return best ? `The model's own answer for this picture is ${shortLabel(best.label)} (${percent(best.probability)}).` : null
}
