import { describe, expect, test } from 'vitest'
import { answerSentences } from '../../src/answer/wording.ts'
import { answerFacts } from '../../src/explanation/answer-facts.ts'
import { describeTarget } from '../../src/explanation/describe-target.ts'
import type { ExplanationBody } from '../../src/explanation/document.ts'
import { exampleExplanation } from '../render/example-explanation.ts'

const factsOf = (change: (body: ExplanationBody) => Partial<ExplanationBody>) => answerFacts(exampleExplanation(change))
const versus =
  (picture: number) =>
  (body: ExplanationBody): Partial<ExplanationBody> => ({
    target: { ...body.target, against: 9, againstLabel: 'lynx, catamount' },
    scores: { ...body.scores, picture, predicted: 3 },
  })

describe('what a document lets one say', () => {
  test('is what was measured', () => {
    expect(factsOf(() => ({}))).toMatchObject({
      label: 'tabby cat',
      rival: null,
      targetIsPredicted: true,
      whole: 0.8,
      regions: 4,
      baseline: 'black',
      secondBaseline: 'a blurred background',
      constant: false,
      blankIsTarget: false,
      threshold: 0.75,
      answer: { regions: 1, share: 0.25, kept: 0.7, irreducible: true, holds: true, second: null },
      otherOrder: null,
      peak: { regions: 4, probability: 0.8 },
      flip: { regions: 2, label: 'lynx', probability: 0.4, irreducible: true, holds: true },
    })
  })

  test('names the target as told, but both classes of a comparison', () => {
    expect(answerFacts(exampleExplanation(), 'it').label).toBe('it')
    const { label, rival } = answerFacts(exampleExplanation(versus(0.9)), 'it')
    expect([label, rival]).toEqual(['tabby cat', 'lynx'])
  })

  test.each([
    [0.5, true],
    [0.49, false],
  ])('a comparison at %d prefers the target: %s, whatever third class is above both', (picture, preferred) => {
    expect(factsOf(versus(picture)).targetIsPredicted).toBe(preferred)
  })

  test('counts others, and what is enough without the answer', () => {
    const { answer } = factsOf((body) => ({
      answer: {
        ...body.answer!,
        others: { found: 2, core: [1] },
        second: { rest: { kept: 0.7, holds: true }, set: { regions: [0, 2], share: 0.5, kept: 0.7, irreducible: false } },
      },
    }))
    expect(answer!.others).toEqual({ found: 2, core: 1 })
    expect(answer!.second).toEqual({ restHolds: true, set: { regions: 2, share: 0.5 } })
  })

  test('heeds the warnings of a constant score and of a baseline that is the target', () => {
    const warned = factsOf(() => ({
      warnings: [
        { code: 'SCORE_CONSTANT', message: '' },
        { code: 'SCORE_BASELINE', message: '' },
      ],
    }))
    expect([warned.constant, warned.blankIsTarget]).toEqual([true, true])
  })

  test.each([
    ['softmax', 0.51, true],
    ['softmax', 0.5, false],
    ['sigmoid', 0.51, false],
  ] as const)('with a %s a baseline at %d is the target: %s', (link, baseline, given) => {
    const facts = factsOf((body) => ({ model: { ...body.model, link }, scores: { ...body.scores, baseline } }))
    expect(facts.blankIsTarget).toBe(given)
  })
})

describe('the order of another method', () => {
  const rise = { name: 'rise', parameters: {}, version: 1 }
  const prefixed = (body: ExplanationBody, sufficient: number | null) => ({
    answer: { ...body.answer!, prefix: { sufficient, flip: null } },
  })

  test('takes a prefix of its own and so much of the picture', () => {
    expect(factsOf((body) => ({ method: rise, ...prefixed(body, 3) })).otherOrder).toEqual({
      method: 'rise',
      prefix: { regions: 3, share: 0.75 },
      complete: false,
    })
  })

  test('without one is known to have none only when every prefix was measured', () => {
    const measured = { share: [0, 0.25, 0.5, 0.75, 1], score: [0, 0.1, 0.2, 0.3, 0.4] }
    const whole = factsOf((body) => ({
      method: rise,
      ...prefixed(body, null),
      curves: { ...body.curves, insertion: measured },
    }))
    expect(whole.otherOrder).toEqual({ method: 'rise', prefix: null, complete: true })
    expect(factsOf((body) => ({ method: rise, ...prefixed(body, null) })).otherOrder!.complete).toBe(false)
  })

  test('of a map that was given is called so', () => {
    const facts = factsOf((body) => ({ method: { ...rise, name: 'given' }, ...prefixed(body, 1) }))
    expect(answerSentences(facts)).toContain('In the order of the given map it takes the first region (25 %).')
  })
})

test('a target is called by its first name, a comparison by both', () => {
  expect(describeTarget({ target: { class: 281, label: 'tabby, tabby cat', why: 'predicted' } })).toBe('tabby')
  expect(
    describeTarget({
      target: { class: 281, label: 'tabby, tabby cat', against: 287, againstLabel: 'lynx, catamount', why: 'given' },
    }),
  ).toBe('tabby rather than lynx')
  expect(describeTarget({ target: { class: 0, label: 'a', against: 1, why: 'given' } })).toBe('a rather than class 1')
})
