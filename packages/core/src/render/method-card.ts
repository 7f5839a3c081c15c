import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { drawClassBlind } from './class-blind-note.ts'
import type { ComparedMethod } from './compared-methods.ts'
import { besideWidth, type ComparisonGrid } from './comparison-layout.ts'
import { drawFigureRows, figuresHeight } from './figure-rows.ts'
import type { MethodFigure } from './method-figures.ts'
import { drawScaleBar, scaleBarHeight } from './scale-bar.ts'
import { describeDetail } from './shown-map.ts'
import { element } from './svg.ts'
import { truncateText } from './text.ts'

const titleHeight = 60
const noteHeight = 28
const gap = 24

/** One method of a comparison: its place among the others, and its map as a `data:` address. */
interface Card {
  readonly method: ComparedMethod
  readonly index: number
  readonly figures: readonly MethodFigure[]
  readonly image: string
  /** Height of what stands above the maps of its row. */
  readonly heading: number
}

/** Heights of what stands above the maps, the same for all cards of a row: one line more where any of them has to be warned of. */
export function headingHeights(methods: readonly ComparedMethod[], { columns }: ComparisonGrid): number[] {
  return methods.map((_, index) => {
    const first = index - (index % columns)
    const warns = methods.slice(first, first + columns).some(({ classSensitive }) => !classSensitive)
    return titleHeight + (warns ? noteHeight : 0)
  })
}

/** Height of a card below its heading; the same for all cards of a grid. */
export function cardHeight(grid: ComparisonGrid, figures: readonly MethodFigure[]): number {
  const map = grid.map.height + scaleBarHeight
  const rows = figuresHeight(figures)
  return grid.beside ? Math.max(map, rows) : map + 12 + rows
}

/** Name and traits of one method, its map with the scale of its colours, and its figures beside or below. */
export function drawMethodCard(drawing: Drawing, card: Card, grid: ComparisonGrid, place: Omit<Rectangle, 'height'>): string {
  const { theme } = drawing
  const { method, index, figures, image, heading } = card
  const top = place.y + heading
  const room = grid.beside ? besideWidth : place.width
  const map = { x: place.x + ((room - grid.map.width) >> 1), y: top, ...grid.map }
  const rows = grid.beside
    ? { x: place.x + room + gap, y: top, width: place.width - room - gap }
    : { x: place.x, y: top + map.height + scaleBarHeight + 12, width: place.width }
  return [
    drawTitle(drawing, method, place),
    element('rect', { x: place.x, y: top, width: room, height: map.height, fill: theme.well }),
    element('image', { ...map, href: image }),
    drawScaleBar(drawing, method.map, { x: place.x, y: top + map.height + 8, width: room }),
    drawFigureRows(drawing, figures, index, rows),
  ].join('')
}

function drawTitle({ painter, theme }: Drawing, method: ComparedMethod, { x, y, width }: Omit<Rectangle, 'height'>): string {
  const title = { size: 20, weight: 'strong', colour: theme.ink } as const
  const traits = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const indent = 36
  const line = { d: `M${x + 1} ${y + 13}h26`, stroke: method.colour, 'stroke-width': 4, fill: 'none' }
  return [
    element('path', method.dashes === undefined ? line : { ...line, 'stroke-dasharray': method.dashes }),
    painter.draw(truncateText(painter, method.name, width - indent, title), x + indent, y + 20, title),
    painter.draw(truncateText(painter, describeTraits(method), width, traits), x, y + 46, traits),
    method.classSensitive ? '' : drawClassBlind({ painter, theme }, x, y + 74, width),
  ].join('')
}

function describeTraits({ map }: ComparedMethod): string {
  if (map.attribution.kind === 'order') return describeDetail(map)
  return `${map.scale.signed ? 'signed' : 'unsigned'} · ${describeDetail(map)}`
}
