import type { Explanation } from '../explanation/document.ts'
import type { Block, Drawing } from './block.ts'
import { fitLabel, splitNames } from './fit-label.ts'
import { formatPercent } from './format.ts'
import { contentWidth, margin, pageWidth } from './layout.ts'
import { truncateText, wrapAtMost, wrapText } from './text.ts'

const namesWidth = 380
const sentenceLine = 32

/** Target with its probability on the left, picture and model on the right, the answer in words below. */
export function drawHeader(drawing: Drawing, explanation: Explanation, sentences: readonly string[], top: number): Block {
  const { painter, theme } = drawing
  const { body } = explanation
  const title = { size: 44, weight: 'strong', colour: theme.ink } as const
  const name = { size: 18, weight: 'regular', colour: theme.quiet } as const
  const text = { size: 21, weight: 'regular', colour: theme.ink } as const

  const percent = formatPercent(body.scores.picture)
  const percentWidth = painter.measure(percent, title)
  const room = contentWidth - namesWidth - 40 - percentWidth - 18
  const target = describeTarget(body)
  const label = fitLabel(painter, target, room, title)
  const right = pageWidth - margin
  const titleBaseline = top + 38
  const parts = [
    painter.draw(label, margin, titleBaseline, title),
    painter.draw(percent, margin + painter.measure(label, title) + 18, titleBaseline, { ...title, colour: theme.keep }),
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
  if (label === splitNames(target)[0] && label !== target) {
    parts.push(
      painter.draw(
        truncateText(painter, splitNames(target)[1], contentWidth - namesWidth - 40, name),
        margin,
        titleBaseline + 30,
        name,
      ),
    )
    baseline += 30
  }
  const own = describeOwnAnswer(body)
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

/** The target's label; a comparison names the other class too. */
export function describeTarget(body: Explanation['body']): string {
  const { label, against } = body.target
  if (against === undefined) return label
  const other = body.scores.top.find((entry) => entry.class === against)
  return `${label} rather than ${other?.label ?? `class ${against}`}`
}

/** What the model itself says, when that is not the target. */
function describeOwnAnswer(body: Explanation['body']): string | null {
  const best = body.scores.top[0]
  if (!best || best.class === body.target.class) return null
  return `The model's own answer for this picture is ${splitNames(best.label)[0]} (${formatPercent(best.probability)}).`
}
