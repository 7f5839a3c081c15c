import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { Rectangle } from '../image/picture.ts'
import { element, formatCoordinate } from './svg.ts'
import type { TextPainter } from './text.ts'
import type { Theme } from './theme.ts'

/** One curve: shares of the picture and scores, both 0..1. A null score was not measured and leaves a gap. */
export interface ChartCurve {
  readonly name: string
  readonly share: readonly number[]
  readonly score: readonly (number | null)[]
  readonly colour: string
  /** Lengths of dashes and gaps; a line without is solid. */
  readonly dashes?: string
  /** Index of the point that is marked, or null. */
  readonly mark: number | null
}

export interface Chart {
  readonly curves: readonly ChartCurve[]
  readonly xTitle: string
  readonly yTitle: string
  /** A level worth a dashed line, 0..1, or null. */
  readonly level: number | null
  /** Whether the measured points stand out on their lines; they do unless told. */
  readonly dots?: boolean
}

const inset = { left: 68, right: 8, top: 34, bottom: 62 } as const
const lineWidth = 2.5
/** Of more points a dot is as wide as the line, or the dots would run into a thicker one. */
const dotsMost = 128
const ticks = [0, 0.25, 0.5, 0.75, 1]

/** Where the unit square of a chart lies in its box. */
export function plotArea(box: Rectangle): Rectangle {
  const width = box.width - inset.left - inset.right
  return { x: box.x + inset.left, y: box.y + inset.top, width, height: box.height - inset.top - inset.bottom }
}

/** Curves in a unit square with its axes, as SVG inside the box. Points are joined only where both neighbours were measured. */
export function drawCurveChart(painter: TextPainter, theme: Theme, chart: Chart, box: Rectangle): string {
  const { x: left, y: top, width, height } = plotArea(box)
  const [right, bottom] = [left + width, top + height]
  const x = scaleLinear([0, 1], [left, right])
  const y = scaleLinear([0, 1], [bottom, top])
  const tick = { size: 16, weight: 'regular', colour: theme.quiet } as const

  const grid = ticks.map((value) =>
    [
      element('path', {
        d: `M${left} ${formatCoordinate(y(value))}H${right}`,
        stroke: theme.line,
        'stroke-width': value === 0 ? 1.5 : 1,
      }),
      painter.draw(`${value * 100} %`, left - 12, y(value) + 5.5, tick, 'end'),
      painter.draw(`${value * 100} %`, x(value), bottom + 24, tick, value === 1 ? 'end' : 'middle'),
    ].join(''),
  )
  const level =
    chart.level === null
      ? ''
      : element('path', {
          d: `M${left} ${formatCoordinate(y(chart.level))}H${right}`,
          stroke: theme.quiet,
          'stroke-width': 1.5,
          'stroke-dasharray': '3 6',
        })
  const titles = [
    painter.draw(chart.yTitle, box.x, box.y + 14, tick),
    painter.draw(chart.xTitle, (left + right) / 2, bottom + 52, tick, 'middle'),
  ]
  const curves = chart.curves.map((curve) => drawCurve(curve, theme, x, y, chart.dots ?? true))
  return [...grid, level, ...titles, ...curves].join('')
}

type Position = (value: number) => number

function drawCurve(curve: ChartCurve, theme: Theme, x: Position, y: Position, withDots: boolean): string {
  const points = curve.share.map((share, index) => ({ share, score: curve.score[index] ?? null }))
  const path = line<{ share: number; score: number | null }>(
    (point) => x(point.share),
    (point) => y(point.score ?? 0),
  )
    .defined((point) => point.score !== null)
    .digits(2)(points)
  const dots = points
    .filter((point) => withDots && point.score !== null)
    .map((point) =>
      element('circle', {
        cx: x(point.share),
        cy: y(point.score!),
        r: points.length > dotsMost ? lineWidth / 2 : 2.5,
        fill: curve.colour,
      }),
    )
  const marked = curve.mark === null ? undefined : points[curve.mark]
  return element(
    'g',
    { role: 'img', 'aria-label': curve.name },
    [
      element('path', {
        d: path ?? '',
        fill: 'none',
        stroke: curve.colour,
        'stroke-width': lineWidth,
        'stroke-linejoin': 'round',
        ...(curve.dashes !== undefined && { 'stroke-dasharray': curve.dashes }),
      }),
      ...dots,
      marked && marked.score !== null ? drawMark(x(marked.share), y(marked.score), y(0), curve.colour, theme) : '',
    ].join(''),
  )
}

/** A ring on the point, and a line down to its share. */
function drawMark(x: number, y: number, bottom: number, colour: string, theme: Theme): string {
  return [
    element('path', {
      d: `M${formatCoordinate(x)} ${formatCoordinate(y)}V${formatCoordinate(bottom)}`,
      stroke: colour,
      'stroke-width': 1.5,
      'stroke-dasharray': '2 4',
    }),
    element('circle', { cx: x, cy: y, r: 7, fill: theme.page, stroke: colour, 'stroke-width': 3 }),
  ].join('')
}
