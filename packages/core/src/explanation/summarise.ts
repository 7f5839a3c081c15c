import { answerSentences, percent } from '../answer/wording.ts'
import { answerFacts } from './answer-facts.ts'
import { describeTarget } from './describe-target.ts'
import type { Explanation } from './document.ts'

const columns = 150

/** An explanation in a few lines of text: the target, what may be said of the answer, and what the order is worth and cost. */
export function summarise(document: Explanation): string[] {
  const { body } = document
  return [
    `${describeTarget(body)} ${percent(body.scores.picture)}`,
    ...wrap(answerSentences(answerFacts(document, 'it')).join(' ')),
    figures(document),
  ]
}

function figures({ body, run }: Explanation): string {
  const { insertion, deletion, random } = body.trust
  const seconds = ((run.milliseconds['total'] ?? 0) / 1000).toFixed(1)
  const kernels = body.backend.split(',', 1)[0]!
  const runtime = run.runtime.split(' ', 1)[0]!
  return [
    `insertion ${number(insertion)}  deletion ${number(deletion)}`,
    `(random order ${number(random.insertion)} / ${number(random.deletion)})`,
    `${run.forwards} forwards, ${seconds} s (${kernels}, ${runtime})`,
  ].join('   ')
}

const number = (value: number | null): string => (value === null ? 'not measured' : value.toFixed(2))

/** Breaks a text between words, but not before a per cent sign, so that no line is longer than 150 characters, unless one word is. */
function wrap(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/ (?!%)/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
