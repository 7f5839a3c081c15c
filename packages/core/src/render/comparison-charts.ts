import type { Rectangle } from '../image/picture.ts'
import type { Block, Drawing } from './block.ts'
import { describeScore } from './compared-classes.ts'
import type { ComparedMethod } from './compared-methods.ts'
import { drawCurveChart, plotArea } from './curve-chart.ts'
import { columnWidth, margin, secondColumn } from './layout.ts'
import { type Polyline, placeCurveLabels } from './place-curve-labels.ts'
import { element } from './svg.ts'
import { truncateText } from './text.ts'

const titleHeight = 36
const chartHeight = 400
const rowHeight = 26
const labelStyle = { size: 16, weight: 'strong' } as const

/** All insertion curves in one chart and all deletion curves in another, each curve named where there is room beside it, else below. */
export function drawComparisonCharts(drawing: Drawing, methods: readonly ComparedMethod[], top: number): Block {
  const insertion = drawChart(drawing, methods, 'insertion', margin, top)
  const deletion = drawChart(drawing, methods, 'deletion', secondColumn, top)
  return { svg: insertion.svg + deletion.svg, height: Math.max(insertion.height, deletion.height) }
}

const wording = {
  insertion: {
    title: 'Regions appear, most important first: higher is better',
    axis: 'share of the picture shown, each in its own order',
  },
  deletion: {
    title: 'Regions vanish, most important first: lower is better',
    axis: 'share of the picture hidden, each in its own order',
  },
} as const

function drawChart(
  drawing: Drawing,
  methods: readonly ComparedMethod[],
  which: keyof typeof wording,
  x: number,
  top: number,
): Block {
  const { painter, theme } = drawing
  const box = { x, y: top + titleHeight, width: columnWidth, height: chartHeight }
  const axis = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const title = { size: 20, weight: 'strong', colour: theme.ink } as const
  const chart = drawCurveChart(
    painter,
    theme,
    {
      curves: methods.map(({ name, colour, dashes, explanation }) => ({
        name,
        colour,
        ...(dashes !== undefined && { dashes }),
        ...explanation.body.curves[which],
        mark: null,
      })),
      xTitle: wording[which].axis,
      yTitle: truncateText(painter, describeScore(methods[0]!.explanation.body), columnWidth, axis),
      level: null,
      dots: false,
    },
    box,
  )
  const labels = nameCurves(drawing, methods, which, box)
  const below = drawUnplaced(drawing, labels.unplaced, { x, y: box.y + chartHeight, width: columnWidth })
  const heading = painter.draw(truncateText(painter, wording[which].title, columnWidth, title), x, top + 20, title)
  return { svg: heading + chart + labels.svg + below.svg, height: titleHeight + chartHeight + below.height }
}

/** Names directly at their curves, and the methods whose curve has no room for one. */
function nameCurves(
  { painter }: Drawing,
  methods: readonly ComparedMethod[],
  which: keyof typeof wording,
  box: Rectangle,
): { readonly svg: string; readonly unplaced: readonly ComparedMethod[] } {
  const area = plotArea(box)
  const texts = methods.map(({ name }) => truncateText(painter, name, area.width / 2, { ...labelStyle, colour: '' }))
  const requests = methods.map((method, index) => ({
    line: polyline(method, which, area),
    width: painter.measure(texts[index]!, { ...labelStyle, colour: '' }),
    height: 17,
  }))
  const places = placeCurveLabels(requests, area)
  const drawn = places.map((place, index) =>
    place ? painter.draw(texts[index]!, place.x, place.y + 13, { ...labelStyle, colour: methods[index]!.colour }) : '',
  )
  return { svg: drawn.join(''), unplaced: methods.filter((_, index) => !places[index]) }
}

function polyline({ explanation }: ComparedMethod, which: keyof typeof wording, area: Rectangle): Polyline {
  const { share, score } = explanation.body.curves[which]
  return share.flatMap((value, index) => {
    const measured = score[index] ?? null
    return measured === null ? [] : [{ x: area.x + value * area.width, y: area.y + (1 - measured) * area.height }]
  })
}

/** A sample of the line and the name, one after the other from left to right. */
function drawUnplaced(
  { painter, theme }: Drawing,
  methods: readonly ComparedMethod[],
  { x, y, width }: Omit<Rectangle, 'height'>,
): Block {
  const style = { size: 16, weight: 'regular', colour: theme.ink } as const
  const parts: string[] = []
  let left = x
  let top = y
  for (const { name, colour, dashes } of methods) {
    const text = truncateText(painter, name, width - 34, style)
    const taken = 34 + painter.measure(text, style) + 24
    if (left > x && left + taken - 24 > x + width) {
      left = x
      top += rowHeight
    }
    const line = { d: `M${left} ${top + 14}h26`, stroke: colour, 'stroke-width': 2.5, fill: 'none' }
    parts.push(element('path', dashes === undefined ? line : { ...line, 'stroke-dasharray': dashes }))
    parts.push(painter.draw(text, left + 34, top + 19, style))
    left += taken
  }
  return { svg: parts.join(''), height: methods.length === 0 ? 0 : top + rowHeight - y }
}
