import type { Drawing } from './block.ts'
import { sameForEveryClass } from './class-blind.ts'
import { truncateText } from './text.ts'
import { drawWarningSign, warningIndent } from './warning-sign.ts'

function noteStyle({ theme }: Drawing) {
  return { size: 16, weight: 'regular', colour: theme.ink } as const
}

/** Width of the note that a method says the same of every class. */
export function classBlindWidth(drawing: Drawing): number {
  return warningIndent + drawing.painter.measure(sameForEveryClass, noteStyle(drawing))
}

/** That a method says the same of every class, behind a warning sign, in no more than `width`. */
export function drawClassBlind(drawing: Drawing, x: number, baseline: number, width: number): string {
  const { painter, theme } = drawing
  const style = noteStyle(drawing)
  const text = truncateText(painter, sameForEveryClass, width - warningIndent, style)
  return drawWarningSign(theme.hide, x, baseline) + painter.draw(text, x + warningIndent, baseline, style)
}
