import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { colourSaliency } from './saliency-map.ts'
import type { ShownMap } from './shown-map.ts'
import { element } from './svg.ts'
import { truncateText } from './text.ts'

/** Width of one step of the colours: narrow enough that none is seen. */
const stepWidth = 5
const height = 10

/** Height of the bar with its numbers and their unit, and the room above it. */
export const scaleBarHeight = 70

/** The colours of a map from its least to its most, with the values at both ends, at zero where the map is signed, and their unit below. */
export function drawScaleBar({ painter, theme }: Drawing, map: ShownMap, { x, y, width }: Omit<Rectangle, 'height'>): string {
  const { scale } = map
  const style = { size: 15, weight: 'regular', colour: theme.quiet } as const
  const [first, middle, last] = endsOf(map)
  const baseline = y + height + 20
  const drawUnit = (): string => {
    if (map.attribution.kind === 'order') return ''
    return painter.draw(truncateText(painter, map.unit, width, style), x, baseline + 22, style)
  }
  if (scale.to <= scale.from)
    return painter.draw(`the same everywhere: ${formatValue(scale.to)}`, x, baseline, style) + drawUnit()
  const steps = Math.ceil(width / stepWidth)
  const values = Float32Array.from(
    { length: steps },
    (_, index) => scale.from + ((scale.to - scale.from) * (index + 0.5)) / steps,
  )
  const rgb = colourSaliency(values, scale)
  const bars = Array.from(values, (_, index) =>
    element('rect', {
      x: x + (index * width) / steps,
      y,
      // A hair wider than its share, or the page would show between two steps.
      width: Math.min(width / steps + 0.6, width - (index * width) / steps),
      height,
      fill: `rgb(${rgb[3 * index]!},${rgb[3 * index + 1]!},${rgb[3 * index + 2]!})`,
    }),
  )
  return [
    ...bars,
    painter.draw(first, x, baseline, style),
    painter.draw(middle, x + width / 2, baseline, style, 'middle'),
    painter.draw(last, x + width, baseline, style, 'end'),
    drawUnit(),
  ].join('')
}

function endsOf({ attribution, scale, speaks }: ShownMap): readonly [first: string, middle: string, last: string] {
  if (attribution.kind === 'order') return ['last in order', '', 'first in order']
  if (scale.signed && !speaks) return [formatValue(scale.from), '0', formatValue(scale.to)]
  if (scale.signed) return [`against ${formatValue(scale.from)}`, '0', `for ${formatValue(scale.to)}`]
  return [`least ${formatValue(scale.from)}`, '', `most ${formatValue(scale.to)}`]
}

/** Two significant digits, with a real minus. */
export function formatValue(value: number): string {
  return String(Number(value.toPrecision(2))).replace(/^-/, '−')
}
