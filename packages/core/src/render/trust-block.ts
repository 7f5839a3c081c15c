import type { Block, Drawing } from './block.ts'
import { columnGap, columnWidth, margin } from './layout.ts'
import { element } from './svg.ts'
import { wrapText } from './text.ts'

const indent = 18
const lineHeight = 25
const itemGap = 8
const titleHeight = 40

/** "How far to trust it": the sentences as items in two columns, read down the left one first. Without sentences it takes no room. */
export function drawTrust({ painter, theme }: Drawing, sentences: readonly string[], top: number): Block {
  if (sentences.length === 0) return { svg: '', height: 0 }
  const style = { size: 17, weight: 'regular', colour: theme.ink } as const
  const items = sentences.map((sentence) => wrapText(painter, sentence, columnWidth - indent, style))
  const split = balance(items.map((lines) => lines.length * lineHeight + itemGap))
  const parts = [painter.draw('How far to trust it', margin, top + 20, { size: 20, weight: 'strong', colour: theme.ink })]
  let height = 0
  for (const [column, chosen] of [items.slice(0, split), items.slice(split)].entries()) {
    const x = margin + column * (columnWidth + columnGap)
    let y = top + titleHeight
    for (const lines of chosen) {
      parts.push(element('circle', { cx: x + 4, cy: y + 12, r: 3, fill: theme.quiet }))
      for (const line of lines) {
        parts.push(painter.draw(line, x + indent, y + 18, style))
        y += lineHeight
      }
      y += itemGap
    }
    height = Math.max(height, y - itemGap - top)
  }
  return { svg: parts.join(''), height }
}

/** How many items the left column takes so that the taller column is as low as it can be; the left one is never the lower. */
function balance(heights: readonly number[]): number {
  const total = heights.reduce((sum, height) => sum + height, 0)
  let left = 0
  for (const [index, height] of heights.entries()) {
    left += height
    if (2 * left >= total) return index + 1
  }
  return heights.length
}
