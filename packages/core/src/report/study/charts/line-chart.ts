import { area, line } from 'd3-shape'
import { element, escapeXml } from '../../../render/svg.ts'
import type { LineChart } from '../../../studies/study-report.ts'
import { axisOf, chart, label, lineColours } from './chart-parts.ts'

const size = { width: 560, height: 320 } as const
const inset = { left: 52, right: 12, top: 24, bottom: 42 } as const
const dashes = ['', '7 4', '2 4', '9 3 2 3']

type Series = LineChart['series'][number]

/** Lines with their bands; controls are grey and dashed. Its legend is drawn beside it, as HTML. */
export function drawLineChart({ caption, x: xTitle, y: yTitle, series }: LineChart): string {
  const across = axisOf(
    series.flatMap(({ x }) => x),
    inset.left,
    size.width - inset.right,
  )
  const bottom = size.height - inset.bottom
  const up = axisOf(
    series.flatMap(({ y, low, high }) =>
      [...y, ...(low ?? []), ...(high ?? [])].filter((value): value is number => value !== null),
    ),
    bottom,
    inset.top,
  )
  const grid = [
    ...up.ticks.map(
      ({ at, text }) =>
        element('path', { d: `M${inset.left} ${at}H${size.width - inset.right}`, class: 'grid' }) +
        label(text, inset.left - 6, at + 4, { anchor: 'end', quiet: true }),
    ),
    ...across.ticks.map(({ at, text }) => label(text, at, bottom + 18, { anchor: 'middle', quiet: true })),
  ]
  const lines = series.map((one, index) => drawSeries(one, lookOf(series, index), across.scale, up.scale))
  const titles = [
    label(yTitle, 4, 14, { quiet: true }),
    label(xTitle, (inset.left + size.width - inset.right) / 2, size.height - 8, { anchor: 'middle', quiet: true }),
  ]
  return chart(caption, size.width, size.height, [...grid, ...lines, ...titles].join(''))
}

/** Which line is which, as an HTML list. */
export function lineLegend({ series }: LineChart): string {
  const items = series.map((one, index) => {
    const { colour, dash } = lookOf(series, index)
    const sample = element('path', {
      d: 'M0 6H26',
      class: `line ${colour}`,
      ...(dash !== '' && { 'stroke-dasharray': dash }),
    })
    return `<li><svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">${sample}</svg> ${escapeXml(one.name)}</li>`
  })
  return `<ul class="legend">${items.join('')}</ul>`
}

interface Look {
  /** A class of the style sheet. */
  readonly colour: string
  readonly dash: string
}

/** Six colours, then the same with dashes; controls are grey whatever their place. */
function lookOf(series: readonly Series[], index: number): Look {
  const isControl = (one: Series): boolean => one.control === true
  const place = series.slice(0, index).filter((one) => isControl(one) === isControl(series[index]!)).length
  if (isControl(series[index]!)) return { colour: 'colour-control', dash: dashes[1 + (place % 3)]! }
  return { colour: `colour-${place % lineColours}`, dash: dashes[Math.floor(place / lineColours) % dashes.length]! }
}

type Scale = ReturnType<typeof axisOf>['scale']

function drawSeries({ name, x, y, low, high }: Series, { colour, dash }: Look, across: Scale, up: Scale): string {
  const points = x.map((at, index) => ({ at, y: y[index] ?? null, low: low?.[index] ?? null, high: high?.[index] ?? null }))
  const band = area<(typeof points)[number]>(
    (point) => across(point.at),
    (point) => up(point.low ?? 0),
    (point) => up(point.high ?? 0),
  )
    .defined((point) => point.low !== null && point.high !== null)
    .digits(2)(points)
  const path = line<(typeof points)[number]>(
    (point) => across(point.at),
    (point) => up(point.y ?? 0),
  )
    .defined((point) => point.y !== null)
    .digits(2)(points)
  return element(
    'g',
    { role: 'img', 'aria-label': name },
    [
      band === null ? '' : element('path', { d: band, class: `band ${colour}` }),
      element('path', { d: path ?? '', class: `line ${colour}`, ...(dash !== '' && { 'stroke-dasharray': dash }) }),
    ].join(''),
  )
}
