import { percent } from '../answer/wording.ts'
import type { Explanation } from '../explanation/document.ts'
import type { Block, Drawing } from './block.ts'
import { drawCurveChart } from './curve-chart.ts'
import { formatScore } from './format.ts'
import { describeTarget } from './header.ts'
import { columnGap, margin, pageWidth } from './layout.ts'
import { element } from './svg.ts'
import { truncateText, wrapAtMost } from './text.ts'

const chartHeight = 348

/** Insertion and deletion: the two curves with their marks, and from `left` on their areas and what to compare them with. */
export function drawEvidence(drawing: Drawing, { body }: Explanation, left: number, top: number): Block {
  const chartWidth = left - columnGap - margin
  const { painter, theme } = drawing
  const entries = [insertionEntry(drawing, body), deletionEntry(drawing, body)]
  const axis = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const chart = drawCurveChart(
    painter,
    theme,
    {
      curves: entries.map(({ name, colour, curve, mark }) => ({ name, colour, ...curve, mark })),
      xTitle: 'share of the picture shown (insertion) or hidden (deletion)',
      yTitle: truncateText(painter, `probability of ${describeTarget(body)}`, chartWidth, axis),
      level: body.answer && body.answer.rule.threshold * body.answer.reference,
    },
    { x: margin, y: top, width: chartWidth, height: chartHeight },
  )
  const width = pageWidth - margin - left
  const texts = entries.map((entry, index) => drawEntry(drawing, entry, left, top + 34 + index * 146, width))
  const level = body.answer ? drawLevelNote(drawing, body.answer, left, top + 34 + 2 * 146, width) : ''
  return { svg: [chart, ...texts, level].join(''), height: chartHeight }
}

interface Entry {
  readonly name: string
  readonly what: string
  readonly better: string
  readonly colour: string
  readonly curve: Explanation['body']['curves']['insertion']
  readonly area: number | null
  readonly random: number | null
  /** Index on the curve, or null. */
  readonly mark: number | null
  readonly markText: string
}

function insertionEntry({ theme }: Drawing, body: Explanation['body']): Entry {
  const mark = markOn(body, body.curves.insertion, body.answer?.prefix.sufficient ?? null)
  return {
    name: 'insertion',
    what: 'Regions appear, most important first.',
    better: 'higher is better',
    colour: theme.keep,
    curve: body.curves.insertion,
    area: body.trust.insertion,
    random: body.trust.random.insertion,
    mark,
    markText: mark === 1 ? 'The first alone is enough' : `The first ${mark} are enough`,
  }
}

function deletionEntry({ theme }: Drawing, body: Explanation['body']): Entry {
  const mark = markOn(body, body.curves.deletion, body.answer?.prefix.flip ?? null)
  return {
    name: 'deletion',
    what: 'Regions vanish, most important first.',
    better: 'lower is better',
    colour: theme.hide,
    curve: body.curves.deletion,
    area: body.trust.deletion,
    random: body.trust.random.deletion,
    mark,
    markText: mark === 1 ? 'Hiding the first changes the answer' : `Hiding the first ${mark} changes the answer`,
  }
}

/** A prefix is a point of the curve only where the curve has one point per region and that point was measured. */
function markOn(body: Explanation['body'], curve: Entry['curve'], prefix: number | null): number | null {
  if (prefix === null || curve.share.length !== body.regions.count + 1) return null
  return curve.score[prefix] === null ? null : prefix
}

function drawEntry({ painter, theme }: Drawing, entry: Entry, x: number, top: number, width: number): string {
  const name = { size: 20, weight: 'strong', colour: theme.ink } as const
  const note = { size: 17, weight: 'regular', colour: theme.quiet } as const
  const indent = x + 40
  const area = formatScore(entry.area)
  const parts = [
    element('path', { d: `M${x} ${top + 13}h26`, stroke: entry.colour, 'stroke-width': 3, 'stroke-linecap': 'round' }),
    painter.draw(entry.name, indent, top + 20, name),
    painter.draw(area, indent + painter.measure(entry.name, name) + 14, top + 20, name),
    painter.draw(truncateText(painter, entry.what, width - 40, note), indent, top + 50, note),
    painter.draw(
      `Area: ${entry.better}, random order ${entry.random === null ? 'not measured' : formatScore(entry.random)}.`,
      indent,
      top + 76,
      note,
    ),
  ]
  if (entry.mark !== null) {
    const share = percent(entry.curve.share[entry.mark] ?? 0)
    parts.push(
      element('circle', { cx: x + 13, cy: top + 96, r: 7, fill: theme.page, stroke: entry.colour, 'stroke-width': 3 }),
      painter.draw(truncateText(painter, `${entry.markText} (${share}).`, width - 40, note), indent, top + 102, note),
    )
  }
  return parts.join('')
}

function drawLevelNote(
  { painter, theme }: Drawing,
  answer: NonNullable<Explanation['body']['answer']>,
  x: number,
  top: number,
  width: number,
): string {
  const note = { size: 17, weight: 'regular', colour: theme.quiet } as const
  const text = `Enough: ${percent(answer.rule.threshold)} of ${percent(answer.reference)}, and no class above it.`
  const [line = ''] = wrapAtMost(painter, text, width - 40, note, 1)
  return [
    element('path', { d: `M${x} ${top + 13}h26`, stroke: theme.quiet, 'stroke-width': 1.5, 'stroke-dasharray': '3 6' }),
    painter.draw(line, x + 40, top + 19, note),
  ].join('')
}
