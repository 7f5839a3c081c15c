import type { Rectangle } from '../image/picture.ts'
import { formatShare } from './format.ts'
import { shortLabels } from './short-labels.ts'
import { element } from './svg.ts'
import { fitText, type TextPainter } from './text.ts'
import type { Theme } from './theme.ts'

export interface ProbabilityBar {
  readonly label: string
  /** 0..1: the share of the box's width that is filled. */
  readonly probability: number
  readonly colour: string
  /** Set in semibold: the class the panel is about. */
  readonly strong: boolean
}

const rowHeights = { least: 46, most: 64 } as const
const barHeight = 8
/** A label is set smaller before it is cut. */
const textSizes = { usual: 17, least: 15 } as const
const textGap = 10

/**
 * Horizontal bars, one below the other from the top of the box: label and per cent on a line, the bar under it. A few bars stand wider
 * apart; rows that do not fit are left out.
 */
export function drawProbabilityBars(painter: TextPainter, theme: Theme, bars: readonly ProbabilityBar[], box: Rectangle): string {
  const rows = bars.slice(0, Math.floor(box.height / rowHeights.least))
  const rowHeight = Math.min(rowHeights.most, Math.floor(box.height / rows.length))
  const labels = shortLabels(rows.map((bar) => bar.label))
  return rows
    .map((bar, index) => {
      const style = {
        size: textSizes.usual,
        weight: bar.strong ? 'strong' : 'regular',
        colour: bar.strong ? theme.ink : theme.quiet,
      } as const
      const top = box.y + index * rowHeight
      const baseline = top + textSizes.usual - 2
      const track = { x: box.x, y: top + 24, height: barHeight, rx: barHeight / 2 }
      // The thinnest bar is a dot as wide as the bar is high: a small probability stays visible.
      const filled = Math.max(barHeight, bar.probability * box.width)
      const share = formatShare(bar.probability)
      const room = box.width - painter.measure(share, style) - textGap
      const label = fitText(painter, labels[index]!, room, style, textSizes.least)
      return [
        painter.draw(label.text, box.x, baseline, label.style),
        painter.draw(share, box.x + box.width, baseline, style, 'end'),
        element('rect', { ...track, width: box.width, fill: theme.well }),
        element('rect', { ...track, width: filled, fill: bar.colour }),
      ].join('')
    })
    .join('')
}
