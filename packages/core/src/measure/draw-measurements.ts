import { scaleLog } from 'd3-scale'
import { columnGap, contentWidth, margin, pageWidth } from '../render/layout.ts'
import { drawPage, type Page } from '../render/page.ts'
import { element, formatCoordinate } from '../render/svg.ts'
import { fitText, type TextPainter, type TextStyle } from '../render/text.ts'
import type { Theme } from '../render/theme.ts'
import { times } from './judge.ts'
import type { MeasuredLine, Measurements } from './measurements.ts'

const rowHeight = 26
const barHeight = 14
const groupGap = 18
const left = 600
/** Beyond the bars there is room for their figures. */
const right = pageWidth - margin - 190
const top = 196

/**
 * A bar for every line that has a ratio, on a logarithmic axis that begins at what it is compared with: the plain version, or the formula as it
 * is defined where there is one.
 */
export function drawMeasurements(painter: TextPainter, theme: Theme, measurements: Measurements): Page {
  const groups = groupLines(measurements.lines)
  const ratios = groups.flatMap((lines) => lines.map(ratioOf)).filter((ratio) => ratio > 0)
  // Bars that point to the left, slower than the plain version, take a decade of their own.
  const range = [Math.min(1, ...ratios) < 1 ? 0.1 : 1, 10 ** Math.ceil(Math.log10(Math.max(10, ...ratios)))]
  const x = scaleLog(range, [left, right]).clamp(true)
  const heights = groups.map((lines) => Math.max(2, lines.length) * rowHeight + groupGap)
  const bottom = top + heights.reduce((sum, height) => sum + height, 0)
  let y = top
  const bodies = groups.map((lines, index) => {
    const drawn = drawGroup(painter, theme, lines, x, y)
    y += heights[index]!
    return drawn
  })
  const parts = [...drawHeader(painter, theme, measurements), drawAxis(painter, theme, x, bottom), ...bodies]
  return drawPage(theme, 'How fast the kernels are', bottom + margin / 2, parts)
}

/** From ratios to pixels. */
interface Axis {
  (ratio: number): number
  readonly domain: () => number[]
}

/** Lines of one work and size that can be drawn; its copy comes along as the limit. */
function groupLines(lines: readonly MeasuredLine[]): readonly (readonly MeasuredLine[])[] {
  const groups = new Map<string, MeasuredLine[]>()
  for (const line of lines) {
    if (line.role === 'copy' || line.role === 'definition' || baseRatio(line) === undefined) continue
    const key = `${line.work}, ${line.size}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()]
}

/** How many times as fast as the definition, or as the plain version where there is none; undefined for the plain version itself. */
function baseRatio({ timesAsFast }: MeasuredLine): number | undefined {
  return timesAsFast.definition ?? timesAsFast.plain
}

/** 0 where a figure would be none of a GPU. */
function ratioOf(line: MeasuredLine): number {
  return line.notes.includes('software adapter') ? 0 : baseRatio(line)!
}

function drawHeader(painter: TextPainter, theme: Theme, { machine, telltale, lines }: Measurements): readonly string[] {
  const title = { size: 30, weight: 'strong', colour: theme.ink } as const
  const quiet = { size: 17, weight: 'regular', colour: theme.quiet } as const
  const about = [`telltale ${telltale}`, ...Object.values(machine)].join(' · ')
  const explained =
    'Times as fast as the plain float64 version of the same run, hsicScores as its formula by definition; logarithmic. Lines at the ends: the middle half of the runs.'
  const explainedFit = fitText(painter, explained, contentWidth, quiet, 13)
  const fitted = fitText(painter, about, contentWidth, quiet, 13)
  return [
    painter.draw('How fast the kernels are', margin, 72, title),
    painter.draw(explainedFit.text, margin, 104, explainedFit.style),
    painter.draw(fitted.text, margin, 130, fitted.style),
    drawLegend(painter, theme, lines),
  ]
}

function drawLegend(painter: TextPainter, theme: Theme, lines: readonly MeasuredLine[]): string {
  const style = { size: 16, weight: 'regular', colour: theme.ink } as const
  const names = [...new Set(lines.filter(({ role }) => role === 'backend' || role === 'outside').map(({ name }) => name))]
  let at = margin
  const entries = names.map((name) => {
    const line = lines.find((other) => other.name === name)!
    const square = element('rect', { x: at, y: 151, width: 14, height: 14, rx: 3, fill: colourOf(theme, line) })
    const text = painter.draw(name, at + 22, 164, style)
    at += 22 + painter.measure(name, style) + 28
    return square + text
  })
  const hasCopy = lines.some(({ role }) => role === 'copy')
  const mark = hasCopy
    ? drawCopyMark(theme, at + 2, 148) + painter.draw('a memory copy of the same bytes', at + 14, 164, style)
    : ''
  return entries.join('') + mark
}

function drawAxis(painter: TextPainter, theme: Theme, x: Axis, bottom: number): string {
  const [low = 1, high = 1] = x.domain()
  const decades = Math.round(Math.log10(high / low))
  const style = { size: 15, weight: 'regular', colour: theme.quiet } as const
  return Array.from({ length: decades + 1 }, (_, index) => low * 10 ** index)
    .map((value) => {
      const isPlain = Math.abs(value - 1) < 1e-9
      const line = element('path', {
        d: `M${formatCoordinate(x(value))} ${top - 6}V${formatCoordinate(bottom - groupGap)}`,
        stroke: isPlain ? theme.quiet : theme.line,
        'stroke-width': isPlain ? 1.5 : 1,
        fill: 'none',
      })
      const label = `${Number(value.toPrecision(1))} x`
      return line + painter.draw(label, x(value), top - 12, style, 'middle')
    })
    .join('')
}

function drawGroup(painter: TextPainter, theme: Theme, lines: readonly MeasuredLine[], x: Axis, y: number): string {
  const { work, size, timesAsFast } = lines[0]!
  const name = { size: 17, weight: 'strong', colour: theme.ink } as const
  const sized = fitText(painter, size, left - 190 - margin, { size: 15, weight: 'regular', colour: theme.quiet }, 12)
  const copy = baseRatio(lines[0]!)! / (timesAsFast.copy ?? Number.NaN)
  return [
    painter.draw(work, margin, y + 17, name),
    painter.draw(sized.text, margin, y + 40, sized.style),
    // The mark lies below the bars, which end on either side of it.
    copy <= x.domain()[1]! ? drawCopyMark(theme, x(copy), y, lines.length * rowHeight - 6) : '',
    ...lines.map((line, row) => drawLine(painter, theme, line, x, y + row * rowHeight)),
  ].join('')
}

function drawLine(painter: TextPainter, theme: Theme, line: MeasuredLine, x: Axis, y: number): string {
  const style: TextStyle = { size: 15, weight: 'regular', colour: theme.quiet }
  const baseline = y + barHeight + 1
  const name = painter.draw(line.name, left - columnGap / 2, baseline, style, 'end')
  const ratio = ratioOf(line)
  if (ratio === 0) return name + painter.draw('a software adapter: no figure of a GPU', x(1) + 8, baseline, style)
  const { lower, median, upper } = line.milliseconds
  const [from, to] = [Math.min(x(1), x(ratio)), Math.max(x(1), x(ratio))]
  const middle = y + 2 + barHeight / 2
  const whisker = `M${formatCoordinate(x((ratio * median) / upper))} ${middle}H${formatCoordinate(x((ratio * median) / lower))}`
  const value = { ...style, weight: 'strong', colour: theme.ink } as const
  return [
    name,
    element('rect', { x: from, y: y + 2, width: Math.max(1, to - from), height: barHeight, rx: 2, fill: colourOf(theme, line) }),
    element('path', { d: whisker, stroke: theme.ink, 'stroke-width': 2, fill: 'none' }),
    painter.draw(times(ratio), right + 90, baseline, value, 'end'),
    line.notes.includes('unsteady') ? painter.draw('unsteady', right + 104, baseline, style) : '',
  ].join('')
}

function drawCopyMark(theme: Theme, x: number, y: number, height = 20): string {
  const d = `M${formatCoordinate(x)} ${formatCoordinate(y)}v${formatCoordinate(height)}`
  return element('path', { d, stroke: theme.ink, 'stroke-width': 2, 'stroke-dasharray': '3 3', fill: 'none' })
}

const backendColours: Readonly<Record<string, number>> = { 'wasm-simd': 0, webgpu: 1 }

function colourOf(theme: Theme, { role, name }: MeasuredLine): string {
  if (role === 'outside') return theme.lines[2]!
  if (role === 'definition') return theme.lines[3]!
  if (role === 'plain') return theme.line
  const place = backendColours[name]
  return place === undefined ? theme.bar : theme.lines[place]!
}
