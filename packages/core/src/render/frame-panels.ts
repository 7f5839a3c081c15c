import { answerFacts } from '../explanation/answer-facts.ts'
import { describeTarget } from '../explanation/describe-target.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { comparedClasses } from './compared-classes.ts'
import { drawBorders } from './draw-borders.ts'
import { drawFrameBars } from './frame-bars.ts'
import { frameEdge, squareInside, titleHeight } from './layout.ts'
import { drawPanelTitle } from './panel-title.ts'
import { isConstant, shownAnswer } from './shown-answer.ts'
import { element } from './svg.ts'
import { wrapAtMost } from './text.ts'

/** Pictures as `data:` addresses; the map is null for an order, a frame where there is nothing to show. */
export interface OverlayImages {
  readonly hero: string
  readonly map: string | null
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
  const { keep, hide } = drawing.theme
  const { against, class: target } = body.target
  const size = shownAnswer(body)?.regions.length
  return drawKeptFrame(drawing, body, regions, image, box, {
    title: size === undefined ? 'Only the answer' : `Only ${describeSet(size)}`,
    border: 'keep',
    colours: { ...(against !== undefined && { [against]: hide }), [target]: keep },
  })
}

/** How the frame with only the answer is titled and coloured; `colours` are those of the classes that its bars are about. */
export interface KeptStyle {
  readonly title: string
  readonly border: 'keep' | 'hide'
  readonly colours: Readonly<Record<number, string>>
}

/** The frame with only the answer and its bars, under any title; words where there is no answer. */
export function drawKeptFrame(
  drawing: Drawing,
  body: ExplanationBody,
  regions: RegionMap,
  image: string | null,
  box: Rectangle,
  { title, border, colours }: KeptStyle,
): string {
  const answer = shownAnswer(body)
  if (!answer || image === null) return drawWords(drawing, title, explainNoAnswer(body), box)
  const place = squareInside(regions, box)
  return [
    drawPanelTitle(drawing, title, drawing.theme[border], box),
    element('image', { ...place, href: image }),
    drawBorders(regions, answer.regions, place, { colour: border, thickness: 1.5 }),
    drawFrameBars(drawing, body, { top: answer.top, probability: answer.kept, colours }, box),
  ].join('')
}

/** The flip set hidden behind the baseline, and what the model says then. */
export function drawHiddenPanel(
  drawing: Drawing,
  explanation: Explanation,
  regions: RegionMap,
  image: string | null,
  box: Rectangle,
): string {
  const { body } = explanation
  const flip = shownAnswer(body)?.flip
  if (!flip || image === null) return drawWords(drawing, 'With regions hidden', explainNoFlip(explanation), box)
  const place = squareInside(regions, box)
  const { keep, hide } = drawing.theme
  // The flip of a comparison says what the rival has of the two.
  const bars = { top: flip.top, probability: 1 - flip.probability, colours: { [body.target.class]: keep, [flip.class]: hide } }
  return [
    drawPanelTitle(drawing, `Without ${describeSet(flip.regions.length)}`, hide, box),
    element('image', { ...place, href: image }),
    drawBorders(regions, flip.regions, place, { colour: 'hide', thickness: 1.5 }),
    drawFrameBars(drawing, body, bars, box),
  ].join('')
}

const nothingToShow = 'Not shown: whatever was hidden, the score stayed almost the same.'

/** Why there is no frame of the answer alone. */
function explainNoAnswer(body: ExplanationBody): string {
  if (isConstant(body)) return nothingToShow
  const compared = comparedClasses(body)
  const says = compared ? `prefer ${compared[0]} to ${compared[1]}` : `say ${describeTarget(body)}`
  return `No set of regions was found that makes the model ${says}.`
}

function explainNoFlip(explanation: Explanation): string {
  const { body } = explanation
  if (isConstant(body)) return nothingToShow
  if (!body.answer) return 'Not looked for: there is no answer to test.'
  if (!answerFacts(explanation).targetIsPredicted) return "Not looked for: the model's own answer is another class."
  return "No few regions were found whose hiding changes the model's answer."
}

function describeSet(count: number): string {
  return count === 1 ? 'this one region' : `these ${count} regions`
}

/** Words in the place of a frame and its bars. */
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
