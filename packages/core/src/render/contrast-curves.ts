import { percent } from '../answer/wording.ts'
import { describeTarget } from '../explanation/describe-target.ts'
import type { Block, Drawing } from './block.ts'
import { describeScore } from './compared-classes.ts'
import { drawCurveChart } from './curve-chart.ts'
import { type CurveEntry, drawCurveEntry, markedPoint } from './curve-entry.ts'
import { describeControls } from './evidence.ts'
import { columnGap, margin, pageWidth } from './layout.ts'
import { orderName } from './order-name.ts'
import { shownAnswer } from './shown-answer.ts'
import type { Side, Sides } from './side.ts'
import { truncateText } from './text.ts'

const chartHeight = 348
const entryGap = 26

/** Both insertion curves in one chart, each along its own order, and from `left` on what is said of them. */
export function drawContrastCurves(drawing: Drawing, sides: Sides, left: number, top: number): Block {
  const { painter, theme } = drawing
  const chartWidth = left - columnGap - margin
  const axis = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const entries = sides.map((side) => sideEntry(drawing, side))
  const chart = {
    curves: entries.map(({ name, colour, curve, mark }) => ({ name, colour, ...curve, mark: mark?.at ?? null })),
    xTitle: 'share of the picture shown, each in its own order',
    yTitle: truncateText(painter, titleOf(sides), chartWidth, axis),
    level: null,
  }
  const parts = [drawCurveChart(painter, theme, chart, { x: margin, y: top, width: chartWidth, height: chartHeight })]
  let y = top + 20
  for (const entry of entries) {
    const block = drawCurveEntry(drawing, entry, left, y, pageWidth - margin - left)
    parts.push(block.svg)
    y += block.height + entryGap
  }
  return { svg: parts.join(''), height: Math.max(chartHeight, y - top) }
}

function titleOf(sides: Sides): string {
  const compared = sides.filter(({ explanation }) => explanation.body.target.against !== undefined).length
  if (compared === 0) return 'probability of each class'
  if (compared === 2) return 'share of the two classes'
  return sides.map(({ explanation }) => describeScore(explanation.body)).join('; ')
}

function sideEntry({ theme }: Drawing, { explanation: { body }, colour }: Side): CurveEntry {
  const curve = body.curves.insertion
  const at = markedPoint(curve, body.regions.count, shownAnswer(body)?.prefix.sufficient ?? null)
  const first = at === 1 ? 'the first is enough' : `the first ${at} are enough`
  return {
    name: describeTarget(body),
    colour: theme[colour],
    curve,
    area: body.trust.insertion,
    notes: ['Its regions appear, most important first: more is better.', describeControls(body, 'insertion')],
    mark: at === null ? null : { at, text: `Taken strictly in ${orderName(body)}, ${first} (${percent(curve.share[at] ?? 0)}).` },
  }
}
