import { describe, expect, test } from 'vitest'
import { type AnswerFacts, answerSentences, percent } from '../../src/answer/wording.ts'

const facts: AnswerFacts = {
  label: 'tabby cat',
  targetIsPredicted: true,
  whole: 0.87,
  regions: 49,
  baseline: "the picture's mean colour",
  secondBaseline: 'a blurred background',
  threshold: 0.75,
  answer: { regions: 6, share: 0.131, kept: 0.712, irreducible: true, holds: true },
  peak: { regions: 9, probability: 0.9 },
  flip: { regions: 4, label: 'lynx', probability: 0.22, irreducible: true, holds: true },
}
const answer = facts.answer!
const flip = facts.flip!

describe('the sentences about an answer', () => {
  test('say what is enough, that nothing can be left out, the second opinion and the flip', () => {
    expect(answerSentences(facts)).toEqual([
      "Shown alone on the picture's mean colour, 6 of 49 regions (13 % of the picture) are enough for tabby cat (71 %; whole picture 87 %).",
      'None of them can be left out: each was tried.',
      'They are the fewest we found; a smaller set may exist.',
      'Also on a blurred background.',
      'Hiding these 4 is enough to change the answer to lynx (22 %).',
    ])
  })

  test('warn when the answer does not hold on the second baseline', () => {
    expect(answerSentences({ ...facts, answer: { ...answer, holds: false } })).toContain(
      'But not on a blurred background: read it with care.',
    )
  })

  test('claim of a single region only that it is enough', () => {
    const sentences = answerSentences({ ...facts, answer: { ...answer, regions: 1, share: 0.02 } })
    expect(sentences[0]).toBe(
      "Shown alone on the picture's mean colour, 1 of 49 regions (2 % of the picture) is enough for tabby cat (71 %; whole picture 87 %).",
    )
    expect(sentences).not.toContain('None of them can be left out: each was tried.')
  })

  test('call an answer of more than half of the regions spread out', () => {
    expect(answerSentences({ ...facts, answer: { ...answer, regions: 25 } })).toContain(
      'No few regions do: the decision is spread out.',
    )
    expect(answerSentences({ ...facts, answer: { ...answer, regions: 24 } })).not.toContain(
      'No few regions do: the decision is spread out.',
    )
    expect(answerSentences({ ...facts, regions: 1, answer: { ...answer, regions: 1 } })).not.toContain(
      'No few regions do: the decision is spread out.',
    )
  })

  test('claim nothing of an answer whose certificate is missing', () => {
    const sentences = answerSentences({ ...facts, answer: { ...answer, irreducible: false } })
    expect(sentences).toContain('Some of them may not be needed: the budget ended before each was tried.')
    expect(sentences.join(' ')).not.toMatch(/left out|fewest/)
  })

  test('say barely at a threshold of one half', () => {
    expect(answerSentences({ ...facts, threshold: 0.5 })[0]).toContain('are barely enough for tabby cat')
  })

  test('say how far a target that was never reached came', () => {
    expect(
      answerSentences({
        ...facts,
        label: 'lynx',
        targetIsPredicted: false,
        answer: null,
        peak: { regions: 7, probability: 0.12 },
      }),
    ).toEqual([
      "Nothing we showed alone on the picture's mean colour makes the model say lynx; at best 12 %, with the first 7 of 49 regions.",
    ])
  })

  test('speak of no flip when the target is not the predicted class', () => {
    const sentences = answerSentences({ ...facts, label: 'lynx', targetIsPredicted: false, whole: 0.003, flip: null })
    expect(sentences[0]).toContain('make the model say lynx (71 %; whole picture under 1 %)')
    expect(sentences.join(' ')).not.toContain('Hiding')
  })

  test('say that nothing changed the answer when no flip was found', () => {
    expect(answerSentences({ ...facts, flip: null }).at(-1)).toBe(
      'Hiding regions did not change the answer, whichever were tried.',
    )
  })

  test('say where a flip does not hold, and when it may be larger than needed', () => {
    expect(answerSentences({ ...facts, flip: { ...flip, regions: 1, holds: false, irreducible: false } }).slice(-2)).toEqual([
      'Hiding this one region is enough to change the answer to lynx (22 %), but not on a blurred background.',
      'Hiding fewer may do: the budget ended before each was tried.',
    ])
  })
})

test('per cents are whole, never rounded to nothing, and 100 only from 99.5 on', () => {
  expect([0, 0.004, 0.0099, 0.01, 0.126, 0.9949, 0.995, 1].map(percent)).toEqual([
    'under 1 %',
    'under 1 %',
    'under 1 %',
    '1 %',
    '13 %',
    '99 %',
    '100 %',
    '100 %',
  ])
})
