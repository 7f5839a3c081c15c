import type { ExplanationBody } from '../explanation/document.ts'
import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { comparedClasses } from './compared-classes.ts'
import { frameEdge, titleHeight } from './layout.ts'
import { drawProbabilityBars, type ProbabilityBar } from './probability-bars.ts'
import { truncateText } from './text.ts'

/** What the model says to a frame. */
export interface FrameScores {
  readonly top: ExplanationBody['scores']['top']
  /** The target's score: its probability, or its share of two compared classes. */
  readonly probability: number
  /** Colours of the classes that the panel is about. */
  readonly colours: Readonly<Record<number, string>>
}

const headingHeight = 28

/** The bars right of the frame in its panel. A comparison shows the two classes' shares of each other first, then the best classes. */
export function drawFrameBars(drawing: Drawing, body: ExplanationBody, scores: FrameScores, box: Rectangle): string {
  const { painter, theme } = drawing
  const x = box.x + frameEdge + 24
  const place = { x, y: box.y + titleHeight + 2, width: box.x + box.width - x, height: frameEdge }
  const compared = comparedClasses(body)
  const best = scores.top.map((entry) => barOf(drawing, entry.label, entry.probability, scores.colours[entry.class]))
  if (!compared) return drawProbabilityBars(painter, theme, best, place)

  const heading = { size: 15, weight: 'regular', colour: theme.quiet } as const
  const write = (text: string, y: number): string =>
    painter.draw(truncateText(painter, text, place.width, heading), x, y + 13, heading)
  const shares = [
    barOf(drawing, compared[0], scores.probability, scores.colours[body.target.class]),
    barOf(drawing, compared[1], 1 - scores.probability, scores.colours[body.target.against!]),
  ]
  const middle = place.y + place.height / 2
  const half = { ...place, height: place.height / 2 - headingHeight }
  return [
    write('as a share of the two', place.y),
    drawProbabilityBars(painter, theme, shares, { ...half, y: place.y + headingHeight }),
    write('of all classes', middle),
    drawProbabilityBars(painter, theme, best, { ...half, y: middle + headingHeight }),
  ].join('')
}

function barOf({ theme }: Drawing, label: string, probability: number, colour: string | undefined): ProbabilityBar {
  return { label, probability, colour: colour ?? theme.bar, strong: colour !== undefined }
}
