import { percent } from '../answer/wording.ts'
import type { Explanation } from '../explanation/document.ts'
import { describeBaseline } from '../image/baseline.ts'
import type { Block, Drawing } from './block.ts'
import { isClassBlind, sameForEveryClass } from './class-blind.ts'
import { formatCount, formatSeconds } from './format.ts'
import { contentWidth, margin, pageWidth } from './layout.ts'
import { shownAnswer } from './shown-answer.ts'
import { element } from './svg.ts'
import { truncateText, wrapAtMost } from './text.ts'
import { drawWarningSign, warningIndent } from './warning-sign.ts'

const lineHeight = 27
const warningsShown = 4

/** Under a hairline: the lines, one each, then the warnings, of which at most four are shown and the others counted. */
export function drawFooter(drawing: Drawing, lines: readonly string[], warnings: readonly string[], top: number): Block {
  const { painter, theme } = drawing
  const quiet = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const parts = [element('path', { d: `M${margin} ${top}H${pageWidth - margin}`, stroke: theme.line, 'stroke-width': 1 })]
  let baseline = top + 8
  for (const line of lines) {
    baseline += lineHeight
    parts.push(painter.draw(truncateText(painter, line, contentWidth, quiet), margin, baseline, quiet))
  }
  if (warnings.length > 0) baseline += 10
  for (const message of shortenList(warnings)) {
    const wrapped = wrapAtMost(painter, message, contentWidth - warningIndent, { ...quiet, colour: theme.ink }, 2)
    parts.push(drawWarningSign(theme.hide, margin, baseline + lineHeight))
    for (const line of wrapped) {
      baseline += lineHeight
      parts.push(painter.draw(line, margin + warningIndent, baseline, { ...quiet, colour: theme.ink }))
    }
  }
  return { svg: parts.join(''), height: baseline - top }
}

/** Whether the answer holds on another baseline; null where there is no answer to show. */
export function describeSecondOpinion({ body }: Explanation): string | null {
  const answer = shownAnswer(body)
  if (!answer) return null
  const second = answer.secondOpinion
  if (!second) return 'Second opinion: not measured'
  const what = body.target.against === undefined ? 'class' : 'preferred class'
  const verdict = second.holds ? `the ${what} is the same` : `the ${what} is another: read it with care`
  return `Second opinion, the same regions on ${describeBaseline(second.baseline)}: ${percent(second.kept)}, ${verdict}`
}

/** What ran and what it cost. */
export function describeRun({ body, run }: Explanation): string {
  const memo = run.memoHits > 0 ? ` and ${run.memoHits} from memory` : ''
  const seconds = run.milliseconds['total']
  return [
    `${formatCount(run.forwards, 'forward')}${memo}`,
    ...(seconds === undefined ? [] : [formatSeconds(seconds)]),
    `${body.method.name}${isClassBlind(body) ? ` (${sameForEveryClass})` : ''}, seed ${body.seed}`,
    body.backend,
  ].join(' · ')
}

/** The document's warnings, and that the budget ended the search where it did. */
export function listWarnings({ body, run }: Explanation): string[] {
  const messages = body.warnings.map((warning) => warning.message)
  return run.complete ? messages : ['The budget ended the search early: the rest of the order is estimated.', ...messages]
}

function shortenList(warnings: readonly string[]): readonly string[] {
  if (warnings.length <= warningsShown) return warnings
  const left = warnings.length - warningsShown + 1
  return [...warnings.slice(0, warningsShown - 1), `${formatCount(left, 'more warning')} in the document.`]
}
