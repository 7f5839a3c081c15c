import { percent } from '../answer/wording.ts'
import { attributionFromJson } from '../explanation/attribution-json.ts'
import type { Explanation } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { drawBorders } from './draw-borders.ts'
import { formatCount } from './format.ts'
import type { PictureLayout } from './layout.ts'
import { drawPanelTitle } from './panel-title.ts'
import { element } from './svg.ts'
import { truncateText } from './text.ts'

const captionLine = 26
const borderThickness = 3

/** The picture with the answer's regions outlined; below it, what the fading and the colours mean where that needs saying. */
export function drawHero(
  drawing: Drawing,
  { body }: Explanation,
  regions: RegionMap,
  image: string,
  { hero, heroPicture }: PictureLayout,
): string {
  const { answer } = body
  const title = answer
    ? `${answer.regions.length} of ${formatCount(regions.count, 'region')}, ${percent(answer.share)} of the picture`
    : 'No few regions were found to be enough'
  return [
    drawPanelTitle(drawing, title, null, hero),
    element('rect', { ...hero, y: heroPicture.y, height: heroPicture.height, fill: drawing.theme.well }),
    element('image', { ...heroPicture, href: image }),
    answer ? drawAnswerBorders(regions, answer.regions, framePlace(body, heroPicture), heroPicture) : '',
    ...captions(body).map((caption, index) => drawCaption(drawing, caption, hero, heroPicture, index)),
  ].join('')
}

/** Height that the captions take below the hero. */
export function captionHeight({ body }: Explanation): number {
  const lines = captions(body).length
  return lines === 0 ? 0 : lines * captionLine + 10
}

/** Where the whole frame lies on the drawn picture; it can reach beyond, where the frame was padded. */
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

/** Clipped to the picture, with room for a whole line along its edge. */
function drawAnswerBorders(regions: RegionMap, answer: readonly number[], frame: Rectangle, picture: Rectangle): string {
  const x = picture.x - borderThickness
  const y = picture.y - borderThickness
  const size = { width: picture.width + 2 * borderThickness, height: picture.height + 2 * borderThickness }
  const borders = drawBorders(regions, answer, { ...frame, x: frame.x - x, y: frame.y - y }, 'keep', borderThickness)
  return element('svg', { x, y, ...size }, borders)
}

function captions(body: Explanation['body']): string[] {
  const colours = body.answer ? [] : [`Colours: what ${body.method.name} finds important, ${describeColours(body)}`]
  return seesEverything(body) ? colours : [...colours, "Faintest: what the model's crop leaves out"]
}

function describeColours(body: Explanation['body']): string {
  const attribution = attributionFromJson(body.attribution)
  const signed = attribution.kind !== 'order' && attribution.values.some((value) => value < 0)
  return signed ? 'blue for it, orange against' : 'from violet (least) to yellow (most)'
}

function seesEverything({ picture }: Explanation['body']): boolean {
  const { source } = picture.frame
  return source.width >= picture.width - 1 && source.height >= picture.height - 1
}

function drawCaption({ painter, theme }: Drawing, text: string, hero: Rectangle, picture: Rectangle, index: number): string {
  const style = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const baseline = picture.y + picture.height + 2 + (index + 1) * captionLine
  return painter.draw(truncateText(painter, text, hero.width, style), hero.x, baseline, style)
}
