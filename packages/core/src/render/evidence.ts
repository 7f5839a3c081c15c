import { percent } from '../answer/wording.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import type { Block, Drawing } from './block.ts'
import { comparedClasses, describeScore } from './compared-classes.ts'
import { drawCurveChart } from './curve-chart.ts'
import { type CurveEntry, drawCurveEntry, entryIndent, markedPoint } from './curve-entry.ts'
import { formatScore } from './format.ts'
import { columnGap, margin, pageWidth } from './layout.ts'
import { orderName } from './order-name.ts'
import { shownAnswer } from './shown-answer.ts'
import { element } from './svg.ts'
import { truncateText, wrapAtMost } from './text.ts'

const chartHeight = 348
const entryGap = 26

/** Insertion and deletion: the two curves with their marks, and from `left` on their areas and what to compare them with. */
export function drawEvidence(drawing: Drawing, { body }: Explanation, left: number, top: number): Block {
  const { painter, theme } = drawing
  const chartWidth = left - columnGap - margin
  const width = pageWidth - margin - left
  const answer = shownAnswer(body)
  const entries = [insertionEntry(drawing, body), deletionEntry(drawing, body)]
  const axis = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const parts = [
    drawCurveChart(
      painter,
      theme,
      {
        curves: entries.map(({ name, colour, curve, mark }) => ({ name, colour, ...curve, mark: mark?.at ?? null })),
        xTitle: 'share of the picture shown (insertion) or hidden (deletion)',
        yTitle: truncateText(painter, describeScore(body), chartWidth, axis),
        level: answer && answer.rule.threshold * answer.reference,
      },
      { x: margin, y: top, width: chartWidth, height: chartHeight },
    ),
  ]
  let y = top + 20
  for (const entry of entries) {
    const block = drawCurveEntry(drawing, entry, left, y, width)
    parts.push(block.svg)
    y += block.height + entryGap
  }
  if (answer) parts.push(drawLevelNote(drawing, enoughText(body, answer), left, y, width))
  return { svg: parts.join(''), height: Math.max(chartHeight, y + (answer ? 26 : 0) - top) }
}

function insertionEntry({ theme }: Drawing, body: ExplanationBody): CurveEntry {
  const curve = body.curves.insertion
  const at = markedPoint(curve, body.regions.count, shownAnswer(body)?.prefix.sufficient ?? null)
  const first = at === 1 ? 'the first is enough' : `the first ${at} are enough`
  return {
    name: 'insertion',
    colour: theme.keep,
    curve,
    area: body.trust.insertion,
    notes: ['Regions appear, most important first: more is better.', describeControls(body, 'insertion')],
    mark: at === null ? null : { at, text: `Taken strictly in ${orderName(body)}, ${first} (${percent(curve.share[at] ?? 0)}).` },
  }
}

function deletionEntry({ theme }: Drawing, body: ExplanationBody): CurveEntry {
  const curve = body.curves.deletion
  const at = markedPoint(curve, body.regions.count, shownAnswer(body)?.prefix.flip ?? null)
  const first = at === 1 ? 'the first changes the answer' : `the first ${at} change the answer`
  return {
    name: 'deletion',
    colour: theme.hide,
    curve,
    area: body.trust.deletion,
    notes: ['Regions vanish, most important first: less is better.', describeControls(body, 'deletion')],
    mark:
      at === null ? null : { at, text: `Hidden strictly in ${orderName(body)}, ${first} (${percent(curve.share[at] ?? 0)}).` },
  }
}

/** The same area for the two orders that know nothing of the model. */
export function describeControls({ trust }: ExplanationBody, which: 'insertion' | 'deletion'): string {
  const say = (area: number | null): string => (area === null ? 'not measured' : formatScore(area))
  return `Area for a random order ${say(trust.random[which])}, a centred blob ${say(trust.blob[which])}.`
}

/** The rule that the dashed level belongs to. */
function enoughText(body: ExplanationBody, { rule, reference }: NonNullable<ExplanationBody['answer']>): string {
  const compared = comparedClasses(body)
  return `Enough: ${percent(rule.threshold)} of ${percent(reference)}, and ${compared ? `not below ${compared[1]}` : 'no class above it'}.`
}

function drawLevelNote({ painter, theme }: Drawing, text: string, x: number, top: number, width: number): string {
  const note = { size: 17, weight: 'regular', colour: theme.quiet } as const
  const [line = ''] = wrapAtMost(painter, text, width - entryIndent, note, 1)
  return [
    element('path', { d: `M${x} ${top + 13}h26`, stroke: theme.quiet, 'stroke-width': 1.5, 'stroke-dasharray': '3 6' }),
    painter.draw(line, x + entryIndent, top + 19, note),
  ].join('')
}
