import type { ExplanationCurve } from '../explanation/document.ts'
import type { Block, Drawing } from './block.ts'
import { formatScore } from './format.ts'
import { element } from './svg.ts'
import { truncateText, wrapAtMost } from './text.ts'

/** A curve and what is said of it beside the chart. */
export interface CurveEntry {
  readonly name: string
  readonly colour: string
  readonly curve: ExplanationCurve
  /** Area under the curve; null when too little of it was measured. */
  readonly area: number | null
  readonly notes: readonly string[]
  /** Index on the curve and what the ring on it means. */
  readonly mark: { readonly at: number; readonly text: string } | null
}

/** Where the entry's words stand, right of its line. */
export const entryIndent = 40
const lineHeight = 26

/** A piece of the curve's line, its name and area, and below them the notes and the mark. */
export function drawCurveEntry({ painter, theme }: Drawing, entry: CurveEntry, x: number, top: number, width: number): Block {
  const strong = { size: 20, weight: 'strong', colour: theme.ink } as const
  const note = { size: 17, weight: 'regular', colour: theme.quiet } as const
  const left = x + entryIndent
  const room = width - entryIndent
  const area = formatScore(entry.area)
  const name = truncateText(painter, entry.name, room - painter.measure(area, strong) - 14, strong)
  const parts = [
    element('path', { d: `M${x} ${top + 13}h26`, stroke: entry.colour, 'stroke-width': 3, 'stroke-linecap': 'round' }),
    painter.draw(name, left, top + 20, strong),
    painter.draw(area, left + painter.measure(name, strong) + 14, top + 20, strong),
  ]
  let baseline = top + 24
  const write = (text: string): void => {
    for (const line of wrapAtMost(painter, text, room, note, 2)) {
      baseline += lineHeight
      parts.push(painter.draw(line, left, baseline, note))
    }
  }
  entry.notes.forEach(write)
  if (entry.mark) {
    const centre = { cx: x + 13, cy: baseline + lineHeight - 6 }
    parts.push(element('circle', { ...centre, r: 7, fill: theme.page, stroke: entry.colour, 'stroke-width': 3 }))
    write(entry.mark.text)
  }
  return { svg: parts.join(''), height: baseline + 6 - top }
}

/** A prefix is a point of the curve only where the curve has one point per region and that point was measured. */
export function markedPoint(curve: ExplanationCurve, regions: number, prefix: number | null): number | null {
  if (prefix === null || curve.share.length !== regions + 1) return null
  return curve.score[prefix] === null ? null : prefix
}
