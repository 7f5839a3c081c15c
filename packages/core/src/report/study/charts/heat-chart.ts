import { element } from '../../../render/svg.ts'
import type { HeatChart } from '../../../studies/study-report.ts'
import { chart, fitted, label, letterWidth } from './chart-parts.ts'

const cell = { width: 52, height: 26 } as const
/** Stronger colours would hide the numbers. */
const strongest = 0.6
const longestName = 190

/** A matrix of numbers on colours: blue for positive ones, orange for negative ones, the stronger the nearer to the far end of the range. */
export function drawHeatChart({ caption, rows, columns, values, range }: HeatChart): string {
  const left = Math.min(longestName, 12 + letterWidth * Math.max(...rows.map((name) => name.length)))
  const rotated = columns.some((name) => name.length * letterWidth > cell.width)
  const longest = Math.min(longestName, letterWidth * Math.max(...columns.map((name) => name.length)))
  const top = rotated ? 10 + longest * 0.72 : 22
  const width = left + columns.length * cell.width + (rotated ? longest * 0.72 : 8)
  const heads = columns.map((name, column) => {
    const at = left + column * cell.width + cell.width / 2
    const text = fitted(name, longestName)
    return rotated
      ? label(text, at - 4, top - 6, { rotate: -45, quiet: true })
      : label(text, at, top - 6, { anchor: 'middle', quiet: true })
  })
  const body = rows.flatMap((name, index) => {
    const y = top + index * cell.height
    const cells = columns.map((_, column) => drawCell(values[index]?.[column] ?? null, left + column * cell.width, y, range))
    return [label(fitted(name, left - 10), left - 8, y + 17, { anchor: 'end' }), ...cells]
  })
  return chart(caption, width, top + rows.length * cell.height + 4, [...heads, ...body].join(''), true)
}

function drawCell(value: number | null, x: number, y: number, range: HeatChart['range']): string {
  const middle = { x: x + cell.width / 2, y: y + 17 }
  const box = { x: x + 1, y: y + 1, width: cell.width - 2, height: cell.height - 2, rx: 3 }
  if (value === null)
    return element('rect', { ...box, class: 'none' }) + label('–', middle.x, middle.y, { anchor: 'middle', quiet: true })
  const { share, isPositive } = strengthOf(value, range)
  const rect = element('rect', {
    ...box,
    class: isPositive ? 'positive' : 'negative',
    'fill-opacity': (strongest * share).toFixed(2),
  })
  return rect + label(value.toFixed(2).replace('-', '−'), middle.x, middle.y, { anchor: 'middle' })
}

/** How far a value is towards the far end of the range, 0..1; a range around 0 has two far ends, and one that falls has its far end at the lower number. */
function strengthOf(value: number, [from, to]: HeatChart['range']): { readonly share: number; readonly isPositive: boolean } {
  const clamp = (share: number): number => Math.min(1, Math.max(0, share))
  if (from < 0 && to > 0) return { share: clamp(value / (value < 0 ? from : to)), isPositive: value >= 0 }
  return { share: clamp((value - from) / (to - from)), isPositive: true }
}
