import type { Explanation } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { formatCount, formatPercent } from './format.ts'
import { fitInside, frameEdge, type PictureLayout, titleHeight } from './layout.ts'
import { drawProbabilityBars } from './probability-bars.ts'
import { innerBorders, traceOutline } from './region-borders.ts'
import { element } from './svg.ts'
import { truncateText, wrapAtMost } from './text.ts'

/** Pictures as `data:` addresses; a frame is null where there is nothing to show. */
export interface OverlayImages {
  readonly hero: string
  readonly kept: string | null
  readonly hidden: string | null
}

const titleBaseline = 20
const captionBaseline = 28

/** The picture with the answer's regions outlined; below it, what the fading means when the model did not see everything. */
export function drawHero(
  drawing: Drawing,
  { body }: Explanation,
  regions: RegionMap,
  image: string,
  layout: PictureLayout,
): string {
  const { answer } = body
  const { hero, heroPicture } = layout
  const title = answer
    ? `${answer.regions.length} of ${formatCount(regions.count, 'region')}, ${formatPercent(answer.share)} of the picture`
    : 'No few regions were found to be enough'
  return [
    drawTitle(drawing, title, null, hero),
    element('rect', { ...hero, y: heroPicture.y, height: heroPicture.height, fill: drawing.theme.well }),
    element('image', { ...heroPicture, href: image }),
    answer ? drawBorders(drawing, regions, answer.regions, framePlace(body, heroPicture), drawing.theme.keep, 3) : '',
    seesEverything(body) ? '' : drawCaption(drawing, 'Faintest: what the model’s crop leaves out', hero, heroPicture),
  ].join('')
}

/** Height below the hero that its caption takes. */
export function captionHeight({ body }: Explanation): number {
  return seesEverything(body) ? 0 : captionBaseline + 8
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
      `No set of regions was found that makes the model say ${body.target.label}.`,
      box,
    )
  }
  const place = squareInside(regions, box)
  return [
    drawTitle(drawing, `Only ${describeSet(answer.regions.length)}`, theme.keep, box),
    element('image', { ...place, href: image }),
    drawBorders(drawing, regions, answer.regions, place, theme.keep, 1.5),
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
    drawTitle(drawing, `Without ${describeSet(flip.regions.length)}`, theme.hide, box),
    element('image', { ...place, href: image }),
    drawBorders(drawing, regions, flip.regions, place, theme.hide, 1.5),
    drawTop(drawing, flip.top, { [body.target.class]: theme.keep, [flip.class]: theme.hide }, box),
  ].join('')
}

function explainNoFlip(body: Explanation['body']): string {
  if (!body.answer) return 'Not looked for: there is no answer to test.'
  if (body.scores.predicted !== body.target.class) return 'Not looked for: the model’s own answer is another class.'
  return 'No few regions were found whose hiding changes the model’s answer.'
}

function describeSet(count: number): string {
  return count === 1 ? 'this 1 region' : `these ${count} regions`
}

function drawTitle({ painter, theme }: Drawing, text: string, colour: string | null, box: Rectangle): string {
  const style = { size: 20, weight: 'strong', colour: theme.ink } as const
  const indent = colour === null ? 0 : 26
  const swatch = colour === null ? '' : element('rect', { x: box.x, y: box.y + 5, width: 16, height: 16, rx: 4, fill: colour })
  const shown = truncateText(painter, text, box.width - indent, style)
  return swatch + painter.draw(shown, box.x + indent, box.y + titleBaseline, style)
}

function drawCaption({ painter, theme }: Drawing, text: string, hero: Rectangle, picture: Rectangle): string {
  const style = { size: 16, weight: 'regular', colour: theme.quiet } as const
  return painter.draw(truncateText(painter, text, hero.width, style), hero.x, picture.y + picture.height + captionBaseline, style)
}

function drawWords(drawing: Drawing, title: string, words: string, box: Rectangle): string {
  const { painter, theme } = drawing
  const style = { size: 18, weight: 'regular', colour: theme.quiet } as const
  const lines = wrapAtMost(painter, words, box.width - 64, style, 6)
  const top = box.y + titleHeight
  const first = top + frameEdge / 2 - ((lines.length - 1) * 28) / 2 + 6
  return [
    drawTitle(drawing, title, null, box),
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

/** A light line under the coloured one keeps the border visible on any picture. */
function drawBorders(
  { theme }: Drawing,
  regions: RegionMap,
  selected: readonly number[],
  place: Rectangle,
  colour: string,
  thickness: number,
): string {
  const chosen = new Set(selected)
  const outline = traceOutline(regions, chosen, place)
  const line = { fill: 'none', 'stroke-linejoin': 'round' } as const
  return [
    element('path', {
      d: innerBorders(regions, chosen, place),
      ...line,
      stroke: '#ffffff',
      'stroke-width': thickness / 2,
      opacity: 0.8,
    }),
    element('path', { d: outline, ...line, stroke: '#ffffff', 'stroke-width': thickness + 2.5 }),
    element('path', {
      d: outline,
      ...line,
      stroke: colour === theme.keep ? borderColours.keep : borderColours.hide,
      'stroke-width': thickness,
    }),
  ].join('')
}

/** Borders lie on pictures and a white line, not on the page: the same in both themes. */
const borderColours = { keep: '#0069a8', hide: '#c85200' } as const

/** Where the whole frame lies on the drawn picture. */
export function framePlace({ picture }: Explanation['body'], drawn: Rectangle): Rectangle {
  const { source } = picture.frame
  const scaleX = drawn.width / picture.width
  const scaleY = drawn.height / picture.height
  return {
    x: drawn.x + source.x * scaleX,
    y: drawn.y + source.y * scaleY,
    width: source.width * scaleX,
    height: source.height * scaleY,
  }
}

/** Where a frame is drawn inside its panel: centred in the square below the title. */
export function squareInside(frame: { readonly width: number; readonly height: number }, box: Rectangle): Rectangle {
  const size = fitInside(frame.width / frame.height, frameEdge, frameEdge)
  return {
    x: box.x + ((frameEdge - size.width) >> 1),
    y: box.y + titleHeight + ((frameEdge - size.height) >> 1),
    ...size,
  }
}

function seesEverything({ picture }: Explanation['body']): boolean {
  const { source } = picture.frame
  return source.width >= picture.width - 1 && source.height >= picture.height - 1
}
