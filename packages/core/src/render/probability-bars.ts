import type { Rectangle } from '../image/picture.ts'
import { formatShare } from './format.ts'
import { shortLabels } from './short-labels.ts'
import { element } from './svg.ts'
import { type TextPainter, truncateText } from './text.ts'
import type { Theme } from './theme.ts'

export interface ProbabilityBar {
  readonly label: string
  /** 0..1: the share of the box's width that is filled. */
  readonly probability: number
  readonly colour: string
  /** Set in semibold: the class the panel is about. */
  readonly strong: boolean
}

const rowHeights = { least: 48, most: 64 } as const
const barHeight = 8
const textSize = 17
/** What room is measured with: semibold is the wider weight. */
const widest = { size: textSize, weight: 'strong', colour: 'none' } as const

/**
 * Horizontal bars, one below the other from the top of the box: label and per cent on a line, the bar under it. A few bars stand wider
 * apart; rows that do not fit are left out.
 */
export function drawProbabilityBars(painter: TextPainter, theme: Theme, bars: readonly ProbabilityBar[], box: Rectangle): string {
  const rows = bars.slice(0, Math.floor(box.height / rowHeights.least))
  const rowHeight = Math.min(rowHeights.most, Math.floor(box.height / rows.length))
  const percents = rows.map((bar) => formatShare(bar.probability))
  const room = box.width - Math.max(...percents.map((text) => painter.measure(text, widest))) - 16
  const labels = shortLabels(rows.map((bar) => bar.label)).map((label) => truncateText(painter, label, room, widest))
  return rows
    .map((bar, index) => {
      const style = {
        ...widest,
        weight: bar.strong ? 'strong' : 'regular',
        colour: bar.strong ? theme.ink : theme.quiet,
      } as const
      const top = box.y + index * rowHeight
      const baseline = top + textSize - 2
      const track = { x: box.x, y: top + 24, height: barHeight, rx: barHeight / 2 }
      // The thinnest bar is a dot as wide as the bar is high: a small probability stays visible.
      const filled = Math.max(barHeight, bar.probability * box.width)
      return [
        painter.draw(labels[index]!, box.x, baseline, style),
        painter.draw(percents[index]!, box.x + box.width, baseline, style, 'end'),
        element('rect', { ...track, width: box.width, fill: theme.well }),
        element('rect', { ...track, width: filled, fill: bar.colour }),
      ].join('')
    })
    .join('')
}
