import { element } from '../../../render/svg.ts'
import type { BarChart } from '../../../studies/study-report.ts'
import { axisOf, chart, fitted, label } from './chart-parts.ts'

const width = 460
const names = 150
const row = 26
const foot = 44

/** A bar per row with its interval as a line across its end; controls are grey. */
export function drawBarChart({ caption, x: title, bars }: BarChart): string {
  const right = width - 52
  const bottom = bars.length * row + 6
  const { scale, ticks } = axisOf(
    bars.flatMap(({ value, low, high }) => [value, low, high].filter((one): one is number => typeof one === 'number')),
    names,
    right,
  )
  const grid = ticks.map(
    ({ at, text }) =>
      element('path', { d: `M${at} 0V${bottom}`, class: 'grid' }) +
      label(text, at, bottom + 16, { anchor: 'middle', quiet: true }),
  )
  const rows = bars.map(({ name, value, low, high, control }, index) => {
    const middle = index * row + row / 2 + 2
    const named = label(fitted(name, names - 10), names - 8, middle + 4, { anchor: 'end', quiet: control === true })
    if (value === null) return named + label('–', names + 4, middle + 4, { quiet: true })
    const [from, to] = [Math.min(scale(0), scale(value)), Math.max(scale(0), scale(value))]
    const bar = element('rect', {
      x: from,
      y: middle - 8,
      width: Math.max(1, to - from),
      height: 16,
      class: control ? 'bar control' : 'bar',
    })
    const hasInterval = low !== undefined && high !== undefined
    const whisker = hasInterval
      ? element('path', {
          d: `M${scale(low)} ${middle}H${scale(high)}M${scale(low)} ${middle - 4}V${middle + 4}M${scale(high)} ${middle - 4}V${middle + 4}`,
          class: 'whisker',
        })
      : ''
    const end = Math.max(to, hasInterval ? scale(high) : to)
    return named + bar + whisker + label(value.toFixed(Math.abs(value) >= 100 ? 0 : 3), end + 5, middle + 4)
  })
  const zero = element('path', { d: `M${scale(0)} 0V${bottom}`, class: 'axis' })
  return chart(
    caption,
    width,
    bottom + foot,
    [...grid, ...rows, zero, label(title, (names + right) / 2, bottom + 36, { anchor: 'middle', quiet: true })].join(''),
  )
}
