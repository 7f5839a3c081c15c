import { describeTarget } from '../explanation/describe-target.ts'
import type { Explanation } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { drawContrastCurves } from './contrast-curves.ts'
import { drawContrastHeader } from './contrast-header.ts'
import { contrastLegend, drawContrastHero } from './contrast-hero.ts'
import { describeRun, describeSecondOpinion, drawFooter, listWarnings } from './footer.ts'
import { drawHighestTable } from './highest-table.ts'
import { footerGap, heroWidth, margin, type PictureLayout, placePictures, rightColumn, sectionGap } from './layout.ts'
import { legendHeight } from './legend.ts'
import { drawPage, type Page } from './page.ts'
import { type Sides, sideNames } from './side.ts'
import { drawSide, placeSides, sidesHeight } from './side-panel.ts'
import { drawWholePicture } from './whole-picture.ts'

/** Pictures as `data:` addresses; the frame of a side is null where it has no answer. */
export interface ContrastImages {
  readonly hero: string
  readonly kept: readonly [first: string | null, second: string | null]
}

/** A contrast whose parts have their places; `pictures` and `kept` say which sizes the images must have. */
export interface ContrastPlan {
  readonly pictures: PictureLayout
  readonly kept: readonly [first: Rectangle, second: Rectangle]
  readonly draw: (images: ContrastImages) => Page
}

/**
 * Composes two explanations of one picture over the same regions, the second usually of the class that the picture shows: both answers
 * together on the picture and each alone with what the model said to it, the highest scores within shares of the picture, both insertion
 * curves. First the places, then, given images of the planned sizes, the SVG. Everything said is read from the documents.
 */
export function planContrast(drawing: Drawing, sides: Sides, regions: RegionMap): ContrastPlan {
  const { body } = sides[0].explanation
  const { width, height } = body.picture
  const header = drawContrastHeader(drawing, sides, margin)
  const caption = legendHeight(drawing, contrastLegend(drawing, sides), heroWidth(width, height))
  const pictures = placePictures(width, height, margin + header.height, caption + 10)
  const kept = placeSides(margin + header.height + pictures.height + sectionGap)
  const curvesTop = kept[0].y + sidesHeight(drawing, sides) + sectionGap
  const curves = drawContrastCurves(drawing, sides, rightColumn(pictures), curvesTop)
  const footerTop = curvesTop + curves.height + footerGap
  const footer = drawFooter(drawing, footerLines(drawing, sides), warningsOf(drawing, sides), footerTop)
  const bottom = footerTop + footer.height + margin - 12

  const draw = (images: ContrastImages): Page =>
    drawPage(drawing.theme, titleText(sides), bottom, [
      header.svg,
      drawContrastHero(drawing, sides, regions, images.hero, pictures),
      drawWholePicture(drawing, sides, pictures.panels[0]),
      drawHighestTable(drawing, sides, pictures.panels[1]),
      drawSide(drawing, sides, sides[0], regions, images.kept[0], kept[0]),
      drawSide(drawing, sides, sides[1], regions, images.kept[1], kept[1]),
      curves.svg,
      footer.svg,
    ])
  return { pictures, kept, draw }
}

function titleText([first, second]: Sides): string {
  const { body } = first.explanation
  return `${describeTarget(body)} and ${describeTarget(second.explanation.body)} in ${body.picture.name}`
}

/** What is said of either side is said by its target's name, unless it is the same of both. */
function footerLines(drawing: Drawing, sides: Sides): string[] {
  return [...sayOfEach(drawing, sides, describeSecondOpinion), ...sayOfEach(drawing, sides, describeRun)]
}

function warningsOf(drawing: Drawing, sides: Sides): string[] {
  const [first, second] = [listWarnings(sides[0].explanation), listWarnings(sides[1].explanation)]
  const [one, other] = footerNames(drawing, sides)
  return [
    ...first.map((warning) => (second.includes(warning) ? warning : `${one}: ${warning}`)),
    ...second.filter((warning) => !first.includes(warning)).map((warning) => `${other}: ${warning}`),
  ]
}

function sayOfEach(drawing: Drawing, sides: Sides, say: (explanation: Explanation) => string | null): string[] {
  const [first, second] = [say(sides[0].explanation), say(sides[1].explanation)]
  if (first !== null && first === second) return [first]
  const [one, other] = footerNames(drawing, sides)
  return [...(first === null ? [] : [`${one}: ${first}`]), ...(second === null ? [] : [`${other}: ${second}`])]
}

function footerNames({ painter }: Drawing, sides: Sides): readonly [first: string, second: string] {
  return sideNames(painter, sides, 300, { size: 16, weight: 'regular', colour: 'none' })
}
