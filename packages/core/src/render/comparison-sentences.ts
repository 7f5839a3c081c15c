import { noticeableArea } from '../explanation/control-sentences.ts'
import type { NamedMethod } from './compared-methods.ts'
import { formatScore } from './format.ts'
import { differenceOf } from './method-figures.ts'
import { isConstant } from './shown-answer.ts'

const caveat = 'One picture proves nothing in general: on another, another method may do best.'

/** Whose order does best on this picture and by how much, beside orders that know nothing of the model, and what that does not prove. */
export function comparisonSentences(methods: readonly NamedMethod[]): string[] {
  if (methods.some(({ explanation }) => isConstant(explanation.body)))
    return ['Whatever is hidden, the score barely moves: there is nothing in which the methods could differ.']
  const ranked = methods
    .flatMap(({ name, explanation }) => {
      const difference = differenceOf(explanation.body.trust)
      return difference === null ? [] : [{ name, explanation, difference }]
    })
    .sort((one, other) => other.difference - one.difference)
  const [best, ...others] = ranked
  if (!best || others.length === 0)
    return ['Too little was measured to say which method does best: the budget ended first.', caveat]
  return [...praise(best, others), ...besideControls(best), caveat]
}

interface Ranked extends Omit<NamedMethod, 'classSensitive'> {
  readonly difference: number
}

function praise(best: Ranked, others: readonly Ranked[]): string[] {
  const close = others.filter(({ difference }) => best.difference - difference < noticeableArea)
  const area = `insertion minus deletion ${formatScore(best.difference)}`
  const [next] = others
  if (close.length === 0)
    return [
      `On this picture ${best.name} orders the regions best: ${area}, next ${next!.name} with ${formatScore(next!.difference)}.`,
    ]
  if (close.length === others.length)
    return [
      `On this picture no method orders the regions noticeably better than another: insertion minus deletion is ${formatScore(others.at(-1)!.difference)} to ${formatScore(best.difference)}.`,
    ]
  const names = close.map(({ name, difference }) => `${name} (${formatScore(difference)})`)
  return [
    `On this picture ${best.name} orders the regions best, ${area}, but ${joinNames(names)} ${names.length === 1 ? 'is' : 'are'} too close to call.`,
  ]
}

function besideControls({ name, difference, explanation }: Ranked): string[] {
  const { random, blob } = explanation.body.trust
  const controls = [
    { what: 'a random order', area: differenceOf(random) },
    { what: 'the order from the centre outwards', area: differenceOf(blob) },
  ].flatMap(({ what, area }) => (area === null ? [] : [{ what, area }]))
  if (controls.length === 0) return []
  const figures = controls.map(({ what, area }) => `${what} has ${formatScore(area)}`).join(' and ')
  const better = controls.every(({ area }) => difference - area >= noticeableArea)
  return [
    better
      ? `For comparison, ${figures}.`
      : `Even ${name} is not better than orders without any knowledge of the model: ${figures}.`,
  ]
}

function joinNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}
