import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { drawKeptFrame } from './frame-panels.ts'
import { columnWidth, margin, panelHeight, secondColumn } from './layout.ts'
import { describeQuestion, type Side, type Sides } from './side.ts'
import { wrapText } from './text.ts'

const sentenceGap = 14
const lineHeight = 26

/** Where the frames of the two answers are drawn, side by side. */
export function placeSides(top: number): readonly [first: Rectangle, second: Rectangle] {
  const box = { y: top, width: columnWidth, height: panelHeight }
  return [
    { ...box, x: margin },
    { ...box, x: secondColumn },
  ]
}

/** The frame that was measured for a side, what the model said to it, and its sentences below. */
export function drawSide(
  drawing: Drawing,
  sides: Sides,
  side: Side,
  regions: RegionMap,
  image: string | null,
  box: Rectangle,
): string {
  const { body } = side.explanation
  const style = { title: describeQuestion(side.explanation), border: side.colour, colours: classColours(drawing, sides) }
  return drawKeptFrame(drawing, body, regions, image, box, style) + writeSentences(drawing, side, box)
}

/** Height of the taller side, sentences included. */
export function sidesHeight(drawing: Drawing, sides: Sides): number {
  const lines = Math.max(...sides.map((side) => sentenceLines(drawing, side).length))
  return panelHeight + (lines === 0 ? 0 : sentenceGap + lines * lineHeight)
}

function sentenceStyle({ theme }: Drawing) {
  return { size: 18, weight: 'regular', colour: theme.ink } as const
}

function sentenceLines(drawing: Drawing, { sentences }: Side): string[] {
  return wrapText(drawing.painter, sentences.join(' '), columnWidth, sentenceStyle(drawing))
}

function writeSentences(drawing: Drawing, side: Side, box: Rectangle): string {
  const first = box.y + panelHeight + sentenceGap + 18
  return sentenceLines(drawing, side)
    .map((line, index) => drawing.painter.draw(line, box.x, first + index * lineHeight, sentenceStyle(drawing)))
    .join('')
}

/** One colour for a class wherever it appears: each target has its side's, a rival that is no target itself the other one. */
export function classColours({ theme }: Drawing, sides: Sides): Readonly<Record<number, string>> {
  const colours: Record<number, string> = {}
  for (const { explanation, colour } of sides) {
    const { against } = explanation.body.target
    if (against !== undefined) colours[against] = theme[colour === 'keep' ? 'hide' : 'keep']
  }
  for (const { explanation, colour } of sides) colours[explanation.body.target.class] = theme[colour]
  return colours
}
