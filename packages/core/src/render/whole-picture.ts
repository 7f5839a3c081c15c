import type { ExplanationBody } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { titleHeight } from './layout.ts'
import { drawPanelTitle } from './panel-title.ts'
import { drawProbabilityBars } from './probability-bars.ts'
import type { Sides } from './side.ts'
import { classColours } from './side-panel.ts'

const barsMost = 5

/** What the model says to the whole picture: its best classes, and the targets where they are not among them. */
export function drawWholePicture(drawing: Drawing, sides: Sides, box: Rectangle): string {
  const colours = classColours(drawing, sides)
  const bars = wholeScores(sides).map((entry) => ({
    label: entry.label,
    probability: entry.probability,
    colour: colours[entry.class] ?? drawing.theme.bar,
    strong: entry.class in colours,
  }))
  const place = { x: box.x, y: box.y + titleHeight + 2, width: box.width, height: box.height - titleHeight }
  return [
    drawPanelTitle(drawing, 'The whole picture', null, box),
    drawProbabilityBars(drawing.painter, drawing.theme, bars, place),
  ].join('')
}

function wholeScores(sides: Sides): ExplanationBody['scores']['top'] {
  const { top } = sides[0].explanation.body.scores
  const missing = sides.flatMap(({ explanation: { body } }) => {
    // The score of a comparison is no probability of its class.
    if (body.target.against !== undefined || top.some((entry) => entry.class === body.target.class)) return []
    return [{ class: body.target.class, label: body.target.label, probability: body.scores.picture }]
  })
  const targets = new Set(sides.map(({ explanation }) => explanation.body.target.class))
  const others = top.filter((entry) => !targets.has(entry.class))
  const room = barsMost - missing.length - (top.length - others.length)
  const shown = new Set(others.slice(0, Math.max(0, room)))
  return [...top.filter((entry) => targets.has(entry.class) || shown.has(entry)), ...missing]
}
