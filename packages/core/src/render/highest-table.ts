import { percent } from '../answer/wording.ts'
import type { ExplanationBody } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { formatCount, formatShare } from './format.ts'
import { drawPanelTitle } from './panel-title.ts'
import { type Sides, sideNames } from './side.ts'
import { element } from './svg.ts'
import { truncateText } from './text.ts'

const rowHeight = 38
const firstColumn = 88
const swatch = 14

/** For each share of the picture the highest score that the first regions of either order reach within it, and with how many of them. */
export function drawHighestTable(drawing: Drawing, sides: Sides, box: Rectangle): string {
  const { painter, theme } = drawing
  const head = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const value = { size: 17, weight: 'strong', colour: theme.ink } as const
  const width = (box.width - firstColumn) / 2
  const parts = [drawPanelTitle(drawing, 'Highest score within a share of the picture', null, box)]
  const headBaseline = box.y + 62
  parts.push(painter.draw('within', box.x, headBaseline, head))
  const names = sideNames(painter, sides, width - swatch - 20, head)
  for (const [index, { colour }] of sides.entries()) {
    const x = box.x + firstColumn + index * width
    parts.push(
      element('rect', { x, y: headBaseline - 13, width: swatch, height: swatch, rx: 4, fill: theme[colour] }),
      painter.draw(names[index]!, x + swatch + 8, headBaseline, head),
    )
  }
  for (const [row, within] of sharesOf(sides).entries()) {
    const top = headBaseline + 14 + row * rowHeight
    const baseline = top + 25
    parts.push(
      element('path', { d: `M${box.x} ${top}h${box.width}`, stroke: theme.line, 'stroke-width': 1 }),
      painter.draw(percent(within), box.x, baseline, head),
    )
    for (const [index, { explanation }] of sides.entries()) {
      const x = box.x + firstColumn + index * width
      const [score, regions] = describeHighest(explanation.body, within)
      parts.push(painter.draw(score, x, baseline, value))
      const left = x + painter.measure(score, value) + 10
      parts.push(painter.draw(truncateText(painter, regions, x + width - left - 6, head), left, baseline, head))
    }
  }
  return parts.join('')
}

/** Every share that either document has, in ascending order. */
function sharesOf(sides: Sides): number[] {
  const shares = sides.flatMap(({ explanation }) => explanation.body.highest.map(({ within }) => within))
  return [...new Set(shares)].sort((a, b) => a - b).slice(0, 4)
}

function describeHighest({ highest }: ExplanationBody, within: number): [score: string, regions: string] {
  const found = highest.find((entry) => entry.within === within)
  if (!found || found.kept === null) return ['–', 'not measured']
  return [formatShare(found.kept), `${formatCount(found.regions, 'region')}, ${formatShare(found.share)}`]
}
