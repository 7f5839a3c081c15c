import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import type { ComparedMethod } from './compared-methods.ts'
import { colourSaliency } from './saliency-map.ts'
import { element } from './svg.ts'

const steps = 48
const height = 10

/** Height of the bar with its numbers, and the room above it. */
export const scaleBarHeight = 48

/** The colours of a map from its least to its most, with the values at both ends, and at zero where the map is signed. */
export function drawScaleBar(
  { painter, theme }: Drawing,
  method: ComparedMethod,
  { x, y, width }: Omit<Rectangle, 'height'>,
): string {
  const { scale } = method
  const style = { size: 15, weight: 'regular', colour: theme.quiet } as const
  const [first, middle, last] = endsOf(method)
  const baseline = y + height + 20
  if (scale.to <= scale.from) return painter.draw(`the same everywhere: ${formatValue(scale.to)}`, x, baseline, style)
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
  ].join('')
}

function endsOf({ scale, ranked }: ComparedMethod): readonly [first: string, middle: string, last: string] {
  if (ranked) return ['last in order', '', 'first in order']
  if (scale.signed) return [`against ${formatValue(scale.from)}`, '0', `for ${formatValue(scale.to)}`]
  return [`least ${formatValue(scale.from)}`, '', `most ${formatValue(scale.to)}`]
}

/** Two significant digits, with a real minus. */
function formatValue(value: number): string {
  return String(Number(value.toPrecision(2))).replace(/^-/, '−')
}
