import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import type { MethodFigure } from './method-figures.ts'
import { element, formatCoordinate } from './svg.ts'

const rowHeight = 28
const widest = 420
/** Right edges of the columns, as shares of the width. */
const columns = { value: 0.51, random: 0.79, blob: 1 } as const
const size = 16

/** Height of the rows with their heading. */
export function figuresHeight(figures: readonly MethodFigure[]): number {
  return rowHeight * (figures.length + 1)
}

/** The figures of one method, one a row: name, direction, value, and what a random order and a centred blob reach in the same. */
export function drawFigureRows(
  { painter, theme }: Drawing,
  figures: readonly MethodFigure[],
  method: number,
  { x, y, width }: Omit<Rectangle, 'height'>,
): string {
  const quiet = { size, weight: 'regular', colour: theme.quiet } as const
  const room = Math.min(width, widest)
  const at = (share: number): number => x + room * share
  const heading = [
    painter.draw('random', at(columns.random), y + 19, quiet, 'end'),
    painter.draw('blob', at(columns.blob), y + 19, quiet, 'end'),
  ]
  const rows = figures.map(({ name, better, values }, index) => {
    const top = y + rowHeight * (index + 1)
    const baseline = top + 19
    const { text, controls, note, best } = values[method]!
    const style = { size, weight: best ? 'strong' : 'regular', colour: theme.ink } as const
    return [
      element('path', { d: `M${formatCoordinate(x)} ${top}h${formatCoordinate(room)}`, stroke: theme.line, 'stroke-width': 1 }),
      painter.draw(name, x, baseline, quiet),
      drawArrow(x + painter.measure(name, quiet) + 12, baseline, better, theme.quiet),
      painter.draw(text, at(columns.value), baseline, style, 'end'),
      best ? drawBest(at(columns.value) + 11, baseline - 5.5, theme.keep) : '',
      controls ? painter.draw(controls.random, at(columns.random), baseline, quiet, 'end') : '',
      painter.draw(controls ? controls.blob : note, at(columns.blob), baseline, quiet, 'end'),
    ].join('')
  })
  return [...heading, ...rows].join('')
}

/** The mark of the best value in a row. */
export function drawBest(x: number, y: number, colour: string): string {
  return element('circle', { cx: x, cy: y, r: 4.5, fill: colour })
}

/** Up where more is better, down where less is. */
export function drawArrow(x: number, baseline: number, better: MethodFigure['better'], colour: string): string {
  const [tip, end, wing] = better === 'higher' ? [baseline - 11, baseline, 4.5] : [baseline, baseline - 11, -4.5]
  const d = `M${formatCoordinate(x)} ${end}V${tip}m-4 ${wing}l4 ${-wing}l4 ${wing}`
  return element('path', {
    d,
    fill: 'none',
    stroke: colour,
    'stroke-width': 1.5,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })
}
