import { type Explanation, percent, shortLabel, summarise, trustSentences } from '@telltale/core'
import { type Colours, coloursOf, printable, type Terminal } from '../terminal.ts'
import type { ExplainedPicture, ExplainedTarget } from './explain-picture.ts'

/**
 * The lines a reader sees of one picture: whether the model is right, where that was asked; for each target the class, the answer, the
 * figures and the file to open. `withTrust` adds how far each may be trusted.
 */
export function describePicture(terminal: Terminal, explained: ExplainedPicture, withTrust: boolean): readonly string[] {
  const colours = coloursOf(terminal.stdout, terminal.environment)
  const { targets, isRight, contrast } = explained
  const parts = targets.map((target) => [
    ...(isRight === false ? [colours.bold(printable(roleOf(target.document)))] : []),
    ...describeTarget(target, colours, [
      ...(isRight === false ? highestLines(target.document) : []),
      ...(withTrust ? trustSentences(target.document) : []),
    ]),
  ])
  return [
    ...verdict(explained),
    ...parts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
    ...(contrast === null ? [] : ['', printable(contrast)]),
  ]
}

function describeTarget({ document, open }: ExplainedTarget, colours: Colours, further: readonly string[]): readonly string[] {
  const [headline = '', ...lines] = summarise(document).map(printable)
  return [colours.bold(headline), ...lines, ...further.map(printable), ...(open === null ? [] : [printable(open)])]
}

/** How far the class can be brought with so much of the picture: where the model is wrong, this tells a weak cause from a strong one. */
function highestLines({ body }: Explanation): readonly string[] {
  const parts = body.highest.map(({ within, kept }) => `${percent(within)} ${kept === null ? 'not measured' : percent(kept)}`)
  return parts.length === 0 ? [] : [`highest within so much of the picture, taken in this order: ${parts.join('   ')}`]
}

function verdict({ targets, isRight }: ExplainedPicture): readonly string[] {
  if (isRight === null) return []
  const truth = nameOf(targets.find(({ document }) => document.body.target.why === 'truth'))
  if (isRight) return [printable(`The prediction is right: the class given as true is ${truth}, and the model says so.`)]
  const said = nameOf(targets.find(({ document }) => document.body.target.why === 'predicted'))
  return [printable(`The prediction is wrong: the model says ${said}, the class given as true is ${truth}.`), '']
}

function nameOf(target: ExplainedTarget | undefined): string {
  return target ? shortLabel(target.document.body.target.label) : ''
}

function roleOf({ body }: Explanation): string {
  const name = shortLabel(body.target.label)
  return body.target.why === 'predicted' ? `Why the model says ${name}:` : `What would speak for ${name}:`
}
