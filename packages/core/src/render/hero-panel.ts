import { percent } from '../answer/wording.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { clipToPicture, drawBorders } from './draw-borders.ts'
import { formatCount } from './format.ts'
import { coreRegions, heroBorders, heroLegend } from './hero-legend.ts'
import type { PictureLayout } from './layout.ts'
import { drawLegend } from './legend.ts'
import { drawPanelTitle } from './panel-title.ts'
import { isConstant, shownAnswer } from './shown-answer.ts'
import { element } from './svg.ts'

/** The picture with the answer's regions outlined; below it, what the borders, the fading and the colours mean where that needs saying. */
export function drawHero(
  drawing: Drawing,
  { body }: Explanation,
  regions: RegionMap,
  image: string,
  { hero, heroPicture }: PictureLayout,
): string {
  return [
    drawPanelTitle(drawing, heroTitle(body, regions), null, hero),
    element('rect', { ...hero, y: heroPicture.y, height: heroPicture.height, fill: drawing.theme.well }),
    element('image', { ...heroPicture, href: image }),
    drawAnswerBorders(body, regions, heroPicture),
    drawLegend(drawing, heroLegend(body), { ...hero, y: heroPicture.y + heroPicture.height + 8 }),
  ].join('')
}

function heroTitle(body: ExplanationBody, regions: RegionMap): string {
  const answer = shownAnswer(body)
  if (answer)
    return `${answer.regions.length} of ${formatCount(regions.count, 'region')}, ${percent(answer.share)} of the picture`
  return isConstant(body) ? 'No region stands out' : 'No few regions were found to be enough'
}

/** Where the whole frame lies on the drawn picture; it can reach beyond, where the frame was padded. */
export function framePlace({ picture }: ExplanationBody, drawn: Rectangle): Rectangle {
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

function drawAnswerBorders(body: ExplanationBody, regions: RegionMap, picture: Rectangle): string {
  const answer = shownAnswer(body)
  if (!answer) return ''
  return clipToPicture(picture, framePlace(body, picture), (place) =>
    [
      drawBorders(regions, answer.second?.set?.regions ?? [], place, heroBorders.second),
      drawBorders(regions, answer.regions, place, heroBorders.answer),
      drawBorders(regions, coreRegions(answer), place, heroBorders.core),
    ].join(''),
  )
}
