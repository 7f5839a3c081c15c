import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { type BorderStyle, drawStroke } from './draw-borders.ts'
import { wrapAtMost } from './text.ts'

/** One line of words below a picture, behind a piece of the border that it explains, if any. */
export interface LegendEntry {
  readonly text: string
  readonly border: BorderStyle | null
}

const lineHeight = 26
const sample = 34
const indent = sample + 12
const linesMost = 2

function textStyle({ theme }: Drawing) {
  return { size: 16, weight: 'regular', colour: theme.quiet } as const
}

/** Lines of every entry, at most two each, wrapped to the width. */
function legendLines(drawing: Drawing, { text, border }: LegendEntry, width: number): string[] {
  return wrapAtMost(drawing.painter, text, width - (border ? indent : 0), textStyle(drawing), linesMost)
}

/** Height that the entries take in this width. */
export function legendHeight(drawing: Drawing, entries: readonly LegendEntry[], width: number): number {
  return entries.reduce((height, entry) => height + lineHeight * legendLines(drawing, entry, width).length, 0)
}

/** The entries one below the other from the top of the box. */
export function drawLegend(drawing: Drawing, entries: readonly LegendEntry[], box: Pick<Rectangle, 'x' | 'y' | 'width'>): string {
  const { painter } = drawing
  const parts: string[] = []
  let top = box.y
  for (const entry of entries) {
    const left = box.x + (entry.border ? indent : 0)
    if (entry.border) parts.push(drawStroke(`M${box.x + 2} ${top + 14}h${sample - 4}`, entry.border))
    for (const line of legendLines(drawing, entry, box.width)) {
      parts.push(painter.draw(line, left, top + 20, textStyle(drawing)))
      top += lineHeight
    }
  }
  return parts.join('')
}
