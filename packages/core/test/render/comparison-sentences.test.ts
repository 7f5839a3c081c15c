import { expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { summariseComparison } from '../../src/render/summarise-comparison.ts'
import { exampleExplanation } from './example-explanation.ts'

/** The example's random order has a difference of -0.10, its centred blob one of -0.03. */
function by(name: string, insertion: number | null, deletion: number | null, change: Partial<Explanation['body']> = {}) {
  return exampleExplanation((body) => ({
    method: { name, parameters: {}, version: 1 },
    trust: { ...body.trust, insertion, deletion },
    ...change,
  }))
}

const sentencesOf = (...documents: readonly Explanation[]) => summariseComparison(documents).sentences

test('who is best and by how much, beside orders without knowledge, and that one picture proves little', () => {
  expect(sentencesOf(by('rise', 0.6, 0.3), by('hsic', 0.8, 0.2), by('lime', 0.6, 0.25))).toEqual([
    'On this picture hsic orders the regions best: insertion minus deletion 0.60, next lime with 0.35.',
    'For comparison, a random order has −0.10 and the order from the centre outwards has −0.03.',
    'One picture proves nothing in general: on another, another method may do best.',
  ])
})

test('what is within 0.05 of the best is too close to call', () => {
  expect(sentencesOf(by('rise', 0.6, 0.3), by('hsic', 0.8, 0.2), by('lime', 0.78, 0.2))[0]).toBe(
    'On this picture hsic orders the regions best, insertion minus deletion 0.60, but lime (0.58) is too close to call.',
  )
})

test('no one is best where all are alike', () => {
  expect(sentencesOf(by('rise', 0.6, 0.3), by('hsic', 0.6, 0.28))[0]).toBe(
    'On this picture no method orders the regions noticeably better than another: insertion minus deletion is 0.30 to 0.32.',
  )
})

test('the best that is no better than knowing nothing is said to be so', () => {
  expect(sentencesOf(by('rise', 0.5, 0.5), by('hsic', 0.4, 0.6))).toContain(
    'Even rise is not better than orders without any knowledge of the model: a random order has −0.10 and the order from the centre outwards has −0.03.',
  )
})

test('nothing is compared where the score is constant, or where too little was measured', () => {
  const constant = { warnings: [{ code: 'SCORE_CONSTANT', message: '' }] }
  expect(sentencesOf(by('rise', 0.5, 0.5, constant), by('hsic', 0.5, 0.5, constant))).toEqual([
    'Whatever is hidden, the score barely moves: there is nothing in which the methods could differ.',
  ])
  expect(sentencesOf(by('rise', 0.5, null), by('hsic', 0.5, 0.5))[0]).toBe(
    'Too little was measured to say which method does best: the budget ended first.',
  )
})

test('values that read alike are equally good, and a control is no bargain', () => {
  const { figures } = summariseComparison([by('rise', 0.601, 0.3), by('hsic', 0.599, 0.2), by('random', 0.4, 0.5)])
  const best = Object.fromEntries(figures.map(({ name, values }) => [name, values.map((value) => value.best)]))
  expect(best['insertion']).toEqual([true, true, false])
  expect(best['deletion']).toEqual([false, true, false])
  expect(best['forwards']).toEqual([false, false, false])
})

test('masks that were reused count as forwards', () => {
  const rise = by('rise', 0.6, 0.3)
  const { figures } = summariseComparison([{ ...rise, run: { ...rise.run, forwards: 100, memoHits: 20 } }, by('hsic', 0.6, 0.2)])
  const forwards = figures.find(({ name }) => name === 'forwards')!
  expect(forwards.values.map(({ text, note, best }) => [text, note, best])).toEqual([
    ['120', '20 reused', false],
    ['12', '', true],
  ])
})
