import { percent } from '../answer/wording.ts'
import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { type BorderStyle, borderColours, clipToPicture, drawBorders } from './draw-borders.ts'
import { formatCount } from './format.ts'
import { describeCrop } from './hero-legend.ts'
import { framePlace } from './hero-panel.ts'
import type { PictureLayout } from './layout.ts'
import { drawLegend, type LegendEntry } from './legend.ts'
import { drawPanelTitle } from './panel-title.ts'
import { placeTags } from './place-tags.ts'
import { isConstant, shownAnswer } from './shown-answer.ts'
import { type Side, type Sides, sideNames } from './side.ts'
import { element } from './svg.ts'

const thickness = 3.5
const bothBorder: BorderStyle = { colour: 'keep', thickness, dashes: '10 10', between: 'hide' }
const tagStyle = { size: 16, weight: 'strong', colour: '#ffffff' } as const
const tagPadding = 10
const tagHeight = 28
const nameWidth = 220

/** Regions of a side's answer; none where there is no answer to show. */
export function sideRegions({ explanation }: Side): readonly number[] {
  return shownAnswer(explanation.body)?.regions ?? []
}

/** The picture with the regions of both answers outlined, each in its colour and named, shared ones in both colours. */
export function drawContrastHero(
  drawing: Drawing,
  sides: Sides,
  regions: RegionMap,
  image: string,
  { hero, heroPicture }: PictureLayout,
): string {
  const { body } = sides[0].explanation
  const shared = sharedRegions(sides)
  const frame = framePlace(body, heroPicture)
  const borders = clipToPicture(heroPicture, frame, (place) =>
    [
      ...sides.map((side) => drawBorders(regions, ownRegions(side, shared), place, { colour: side.colour, thickness })),
      drawBorders(regions, [...shared], place, bothBorder),
    ].join(''),
  )
  return [
    drawPanelTitle(drawing, 'Both on the picture', null, hero),
    element('rect', { ...hero, y: heroPicture.y, height: heroPicture.height, fill: drawing.theme.well }),
    element('image', { ...heroPicture, href: image }),
    borders,
    drawTags(drawing, sides, shared, regions, frame, { ...heroPicture, x: hero.x, width: hero.width }),
    drawLegend(drawing, contrastLegend(drawing, sides), { ...hero, y: heroPicture.y + heroPicture.height + 8 }),
  ].join('')
}

/** What the borders and the fading mean, and what both answers share. */
export function contrastLegend({ painter }: Drawing, sides: Sides): LegendEntry[] {
  const names = sideNames(painter, sides, nameWidth, tagStyle)
  const entries = sides.map((side, index) => describeSide(side, names[index]!))
  if (sides.every((side) => sideRegions(side).length > 0)) entries.push(describeShared(sharedRegions(sides).size))
  return [...entries, ...describeCrop(sides[0].explanation.body)]
}

function describeSide({ explanation: { body }, colour }: Side, name: string): LegendEntry {
  const answer = shownAnswer(body)
  if (!answer)
    return {
      text: `${name}: ${isConstant(body) ? 'no region stands out' : 'no few regions were found to be enough'}`,
      border: null,
    }
  const size = `${answer.regions.length} of ${formatCount(body.regions.count, 'region')}, ${percent(answer.share)} of the picture`
  return { text: `${name}: ${size}`, border: { colour, thickness } }
}

function describeShared(count: number): LegendEntry {
  if (count === 0) return { text: 'No region is in both.', border: null }
  return { text: `${formatCount(count, 'region')} in both`, border: bothBorder }
}

function sharedRegions([first, second]: Sides): ReadonlySet<number> {
  const others = new Set(sideRegions(second))
  return new Set(sideRegions(first).filter((region) => others.has(region)))
}

function ownRegions(side: Side, shared: ReadonlySet<number>): readonly number[] {
  return sideRegions(side).filter((region) => !shared.has(region))
}

function drawTags(
  { painter }: Drawing,
  sides: Sides,
  shared: ReadonlySet<number>,
  regions: RegionMap,
  frame: Rectangle,
  room: Rectangle,
): string {
  const labels = sideNames(painter, sides, nameWidth, tagStyle)
  const requests = sides.map((side, index) => {
    const own = ownRegions(side, shared)
    const width = painter.measure(labels[index]!, tagStyle) + 2 * tagPadding
    return { width, height: tagHeight, regions: own.length > 0 ? own : sideRegions(side) }
  })
  return placeTags(requests, regions, frame, room)
    .map((tag, index) => {
      if (!tag) return ''
      const fill = borderColours[sides[index]!.colour]
      return [
        element('rect', { ...tag, rx: 5, fill, stroke: '#ffffff', 'stroke-width': 1.5 }),
        painter.draw(labels[index]!, tag.x + tagPadding, tag.y + 20, tagStyle),
      ].join('')
    })
    .join('')
}
