import type { Explanation } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import { shortLabel } from '../model/short-label.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { drawBorders } from './draw-borders.ts'
import { frameEdge, squareInside, titleHeight } from './layout.ts'
import { drawPanelTitle } from './panel-title.ts'
import { drawProbabilityBars } from './probability-bars.ts'
import { element } from './svg.ts'
import { wrapAtMost } from './text.ts'

/** Pictures as `data:` addresses; a frame is null where there is nothing to show. */
export interface OverlayImages {
  readonly hero: string
  readonly kept: string | null
  readonly hidden: string | null
}

/** The answer alone on the baseline, and what the model says to it. */
export function drawKeptPanel(
  drawing: Drawing,
  { body }: Explanation,
  regions: RegionMap,
  image: string | null,
  box: Rectangle,
): string {
  const { theme } = drawing
  const { answer } = body
  if (!answer || image === null) {
    return drawWords(
      drawing,
      'Only the answer',
      `No set of regions was found that makes the model say ${shortLabel(body.target.label)}.`,
      box,
    )
  }
  const place = squareInside(regions, box)
  return [
    drawPanelTitle(drawing, `Only ${describeSet(answer.regions.length)}`, theme.keep, box),
    element('image', { ...place, href: image }),
    drawBorders(regions, answer.regions, place, 'keep', 1.5),
    drawTop(drawing, answer.top, { [body.target.class]: theme.keep }, box),
  ].join('')
}

/** The flip set hidden behind the baseline, and what the model says then. */
export function drawHiddenPanel(
  drawing: Drawing,
  { body }: Explanation,
  regions: RegionMap,
  image: string | null,
  box: Rectangle,
): string {
  const { theme } = drawing
  const flip = body.answer?.flip
  if (!flip || image === null) return drawWords(drawing, 'With regions hidden', explainNoFlip(body), box)
  const place = squareInside(regions, box)
  return [
    drawPanelTitle(drawing, `Without ${describeSet(flip.regions.length)}`, theme.hide, box),
    element('image', { ...place, href: image }),
    drawBorders(regions, flip.regions, place, 'hide', 1.5),
    drawTop(drawing, flip.top, { [body.target.class]: theme.keep, [flip.class]: theme.hide }, box),
  ].join('')
}

function explainNoFlip(body: Explanation['body']): string {
  if (!body.answer) return 'Not looked for: there is no answer to test.'
  if (body.scores.predicted !== body.target.class) return "Not looked for: the model's own answer is another class."
  return "No few regions were found whose hiding changes the model's answer."
}

function describeSet(count: number): string {
  return count === 1 ? 'this one region' : `these ${count} regions`
}

function drawWords(drawing: Drawing, title: string, words: string, box: Rectangle): string {
  const { painter, theme } = drawing
  const style = { size: 18, weight: 'regular', colour: theme.quiet } as const
  const lines = wrapAtMost(painter, words, box.width - 64, style, 6)
  const top = box.y + titleHeight
  const first = top + frameEdge / 2 - ((lines.length - 1) * 28) / 2 + 6
  return [
    drawPanelTitle(drawing, title, null, box),
    element('rect', { x: box.x, y: top, width: box.width, height: frameEdge, rx: 6, fill: theme.well }),
    ...lines.map((line, index) => painter.draw(line, box.x + 32, first + index * 28, style)),
  ].join('')
}

type ClassProbability = Explanation['body']['scores']['top'][number]

function drawTop(
  { painter, theme }: Drawing,
  top: readonly ClassProbability[],
  colours: Readonly<Record<number, string>>,
  box: Rectangle,
): string {
  const bars = top.map((entry) => ({
    label: entry.label,
    probability: entry.probability,
    colour: colours[entry.class] ?? theme.bar,
    strong: entry.class in colours,
  }))
  const left = box.x + frameEdge + 24
  const place = { x: left, y: box.y + titleHeight + 2, width: box.x + box.width - left, height: frameEdge }
  return drawProbabilityBars(painter, theme, bars, place)
}
