import { percent } from '../answer/wording.ts'
import { describeTarget } from '../explanation/describe-target.ts'
import type { Block, Drawing } from './block.ts'
import { comparedClasses } from './compared-classes.ts'
import { describeOwnAnswer } from './header.ts'
import { columnWidth, contentWidth, margin, secondColumn } from './layout.ts'
import { describeRole, type Side, type Sides } from './side.ts'
import { fitText, truncateText } from './text.ts'

/** Picture and model, then the two targets with their scores side by side, each under how it came into the contrast. */
export function drawContrastHeader(drawing: Drawing, sides: Sides, top: number): Block {
  const { painter, theme } = drawing
  const { body } = sides[0].explanation
  const name = { size: 18, weight: 'regular', colour: theme.quiet } as const
  const names = truncateText(painter, `${body.picture.name}  ·  ${body.model.name}`, contentWidth, name)
  const parts = [
    painter.draw(names, margin, top + 14, name),
    drawTarget(drawing, sides[0], margin, top + 40),
    drawTarget(drawing, sides[1], secondColumn, top + 40),
  ]
  let height = sides.some(({ explanation }) => comparedClasses(explanation.body)) ? 146 : 112
  const own = describeModel(sides)
  if (own !== null) {
    const text = { size: 21, weight: 'regular', colour: theme.quiet } as const
    parts.push(painter.draw(truncateText(painter, own, contentWidth, text), margin, top + height + 18, text))
    height += 40
  }
  return { svg: parts.join(''), height: height + 24 }
}

function drawTarget({ painter, theme }: Drawing, { explanation: { body }, colour }: Side, x: number, top: number): string {
  const role = { size: 18, weight: 'regular', colour: theme.quiet } as const
  const title = { size: 40, weight: 'strong', colour: theme.ink } as const
  const score = percent(body.scores.picture)
  const scoreWidth = painter.measure(score, title)
  const label = fitText(painter, describeTarget(body), columnWidth - scoreWidth - 16, title, 26)
  const right = x + painter.measure(label.text, label.style) + 16
  const compared = comparedClasses(body)
  const note = compared ? `as a share of what ${compared[0]} and ${compared[1]} have together` : ''
  return [
    painter.draw(describeRole(body), x, top + 14, role),
    painter.draw(label.text, x, top + 58, label.style),
    painter.draw(score, right, top + 58, { ...title, colour: theme[colour] }),
    painter.draw(truncateText(painter, note, columnWidth, role), x, top + 88, role),
  ].join('')
}

/** What the model itself says, when neither title says that; a comparison's title does not. */
function describeModel(sides: Sides): string | null {
  const said = sides.some(({ explanation: { body } }) => body.target.class === body.scores.predicted && !comparedClasses(body))
  return said ? null : describeOwnAnswer(sides[0].explanation.body)
}
