import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { isClassBlind } from './class-blind.ts'
import { classBlindWidth, drawClassBlind } from './class-blind-note.ts'
import { drawLegend, type LegendEntry, legendHeight } from './legend.ts'
import { drawPanelTitle } from './panel-title.ts'
import { drawScaleBar, formatValue, scaleBarHeight } from './scale-bar.ts'
import { isConstant } from './shown-answer.ts'
import type { ShownMap } from './shown-map.ts'
import { element } from './svg.ts'

const titleStyle = { size: 20, weight: 'strong', colour: '' } as const
const noteHeight = 30
const noteGap = 20

/** A map and its place on an overlay: the box of its panel, and the picture inside. */
export interface PlacedMap {
  readonly shown: ShownMap
  readonly box: Rectangle
  readonly picture: Rectangle
}

/** Height of what stands below the map in a column of this width. */
export function mapCaptionHeight(drawing: Drawing, { body }: Explanation, map: ShownMap, width: number): number {
  return (
    8 + scaleBarHeight + (noteIsBelow(drawing, body, width) ? noteHeight : 0) + legendHeight(drawing, mapLegend(body, map), width)
  )
}

/** The method's map over the picture, with its name on top, and below it the scale of its colours and how fine it is. */
export function drawMapPanel(drawing: Drawing, { body }: Explanation, { shown, box, picture }: PlacedMap, image: string): string {
  const { theme, painter } = drawing
  const { x, width } = box
  const below = noteIsBelow(drawing, body, width)
  const bar = { x, y: picture.y + picture.height + 12, width }
  const note = bar.y + scaleBarHeight
  const name = methodTitle(body)
  return [
    drawPanelTitle(drawing, name, null, box),
    isClassBlind(body) && !below
      ? drawClassBlind(drawing, x + painter.measure(name, titleStyle) + noteGap, box.y + 20, width)
      : '',
    element('rect', { ...box, y: picture.y, height: picture.height, fill: theme.well }),
    element('image', { ...picture, href: image }),
    drawScaleBar(drawing, shown, bar),
    below ? drawClassBlind(drawing, x, note + 14, width) : '',
    drawLegend(drawing, mapLegend(body, shown), { x, y: note + (below ? noteHeight : 0) - 8, width }),
  ].join('')
}

function methodTitle({ method }: ExplanationBody): string {
  return method.name === 'given' ? 'The given map' : method.name
}

/** Beside the name, unless the two are wider than the column. */
function noteIsBelow(drawing: Drawing, body: ExplanationBody, width: number): boolean {
  if (!isClassBlind(body)) return false
  return drawing.painter.measure(methodTitle(body), titleStyle) + noteGap + classBlindWidth(drawing) > width
}

function mapLegend(body: ExplanationBody, map: ShownMap): LegendEntry[] {
  const say = (text: string): LegendEntry => ({ text, border: null })
  return [
    say(describeGrain(map)),
    ...(map.beyond === null
      ? []
      : [say(`Colours end at the 99th percentile of magnitudes, which reach ${formatValue(map.beyond)}.`)]),
    ...(isConstant(body) ? [say('The score hardly moved, whatever was hidden: this map says little.')] : []),
  ]
}

function describeGrain({ attribution }: ShownMap): string {
  switch (attribution.kind) {
    case 'order':
      return 'An order, coloured by rank.'
    case 'regions':
      return 'One value per region.'
    case 'grid':
      return `${attribution.rows} x ${attribution.columns} values, drawn enlarged.`
    case 'map':
      return 'One value per pixel of what the model saw.'
  }
}
