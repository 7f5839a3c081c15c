import { describe, expect, test } from 'vitest'
import type { AnswerFacts, AnswerSetFacts, FlipFacts } from '../../src/answer/facts.ts'
import { answerSentences, percent } from '../../src/answer/wording.ts'

const answer: AnswerSetFacts = {
  regions: 6,
  share: 0.131,
  kept: 0.712,
  irreducible: true,
  holds: true,
  others: { found: 0, core: 6 },
  second: null,
}
const flip: FlipFacts = { regions: 4, label: 'lynx', probability: 0.22, irreducible: true, holds: null }
const facts: AnswerFacts = {
  label: 'tabby cat',
  rival: null,
  targetIsPredicted: true,
  whole: 0.87,
  regions: 49,
  baseline: "the picture's mean colour",
  secondBaseline: 'a blurred background',
  constant: false,
  blankIsTarget: false,
  threshold: 0.75,
  answer,
  otherOrder: null,
  peak: { regions: 9, probability: 0.9 },
  flip,
}
const given = { ...facts, targetIsPredicted: false, label: 'lynx', whole: 0.003, flip: null }
const comparison = { ...facts, rival: 'lynx', flip: { ...flip, probability: 0.78 } }

const withAnswer = (change: Partial<AnswerSetFacts>, of: AnswerFacts = facts): AnswerFacts => ({
  ...of,
  answer: { ...answer, ...change },
})

describe('the sentences about an answer', () => {
  test('say what is enough, that nothing can be left out, the second opinion and the flip', () => {
    expect(answerSentences(facts)).toEqual([
      "Shown alone on the picture's mean colour, 6 of 49 regions (13 % of the picture) are enough for tabby cat (71 %; whole picture 87 %).",
      'None of them can be left out: each was tried.',
      'They are the fewest we found; a smaller set may exist.',
      'On a blurred background the model still says so.',
      'Hiding 4 regions is enough to change the answer to lynx (22 %).',
    ])
  })

  test('warn when the answer does not hold on the second baseline', () => {
    expect(answerSentences(withAnswer({ holds: false }))).toContain(
      'On a blurred background the model says another class: read this with care.',
    )
  })

  test('say that there were too many regions to try each where the search was cut short', () => {
    const short = withAnswer({ irreducible: false }, { ...facts, shortened: true, flip: { ...flip, irreducible: false } })
    expect(answerSentences(short)).toContain('Some of them may not be needed: there are too many regions to try each.')
    expect(answerSentences(short)).toContain('Hiding fewer may do: there are too many regions to try each.')
  })

  test('claim of a single region only that it is enough', () => {
    expect(answerSentences(withAnswer({ regions: 1, share: 0.02, others: { found: 0, core: 1 } })).slice(0, 2)).toEqual([
      "Shown alone on the picture's mean colour, 1 of 49 regions (2 % of the picture) is enough for tabby cat (71 %; whole picture 87 %).",
      'On a blurred background the model still says so.',
    ])
  })

  test.each([
    [25, 49, true],
    [24, 49, false],
    [1, 1, false],
  ])('call an answer of %d of %d regions spread out: %s', (regions, all, spread) => {
    const sentences = answerSentences({ ...withAnswer({ regions }), regions: all })
    expect(sentences.includes('No few regions do: the decision is spread out.')).toBe(spread)
  })

  test('do not call an answer spread out that the budget left unfinished', () => {
    const sentences = answerSentences({ ...withAnswer({ regions: 40, irreducible: false }), regions: 49 })
    expect(sentences.join(' ')).not.toContain('spread out')
  })

  test('claim nothing of an answer whose certificate is missing', () => {
    const sentences = answerSentences(withAnswer({ irreducible: false }))
    expect(sentences).toContain('Some of them may not be needed: the budget ended before each was tried.')
    expect(sentences.join(' ')).not.toMatch(/left out|fewest/)
  })

  test('say barely at a threshold of one half, and not above', () => {
    expect(answerSentences({ ...facts, threshold: 0.5 })[0]).toContain('are barely enough for tabby cat')
    expect(answerSentences({ ...facts, threshold: 0.51 })[0]).toContain('regions (13 % of the picture) are enough for tabby cat')
  })

  test('warn that the model says so without seeing anything', () => {
    expect(answerSentences({ ...facts, blankIsTarget: true })[1]).toBe(
      'With every region hidden the model already says so: that few are enough says little here. Try another baseline.',
    )
  })

  test('say that there is nothing to explain, and nothing else, where nothing moves the probability', () => {
    expect(answerSentences({ ...facts, constant: true })).toEqual([
      "There is nothing to explain: whatever is hidden, the model's probability for tabby cat barely moves (whole picture 87 %).",
    ])
  })
})

describe('other answers', () => {
  test.each([
    [6, 3, 2, '3 other sets of 6 do as well; 2 regions are in all we found.'],
    [6, 1, 1, '1 other set of 6 does as well; 1 region is in all we found.'],
    [6, 3, 0, '3 other sets of 6 do as well; no region is in all we found.'],
    [1, 1, 0, '1 other region does as well.'],
    [1, 2, 0, '2 other regions do as well.'],
  ])('of %d regions, %d found, %d shared', (regions, found, core, sentence) => {
    expect(answerSentences(withAnswer({ regions, others: { found, core } }))).toContain(sentence)
  })

  test('that were not found are not spoken of', () => {
    expect(answerSentences(facts).join(' ')).not.toContain('other')
  })

  test.each([
    [
      { restHolds: true, set: { regions: 11, share: 0.22 } },
      ['Even without these, 11 other regions (22 % of the picture) are enough.'],
    ],
    [
      { restHolds: false, set: { regions: 1, share: 0.02 } },
      ['Even without these, 1 other region (2 % of the picture) is enough.'],
    ],
    [{ restHolds: false, set: null }, ['We found no small answer without these.']],
    [
      { restHolds: true, set: null },
      ['Hiding these 6 does not change the answer: the rest is enough too.', 'We found no small answer without these.'],
    ],
  ])('without any region of the first: %j', (second, sentences) => {
    expect(answerSentences(withAnswer({ second })).slice(4, -1)).toEqual(sentences)
  })
})

describe('hiding', () => {
  test('that changes nothing is said to have been tried', () => {
    expect(answerSentences({ ...facts, flip: null }).at(-1)).toBe(
      'Hiding regions did not change the answer, whichever were tried.',
    )
  })

  test.each([
    [true, 'Hiding 4 regions is enough to change the answer to lynx (22 %); on a blurred background it changes too.'],
    [false, 'Hiding 4 regions is enough to change the answer to lynx (22 %), but not on a blurred background.'],
  ])('elsewhere changes the answer: %s', (holds, sentence) => {
    expect(answerSentences({ ...facts, flip: { ...flip, holds } }).at(-1)).toBe(sentence)
  })

  test('fewer may do when the certificate is missing', () => {
    expect(answerSentences({ ...facts, flip: { ...flip, regions: 1, irreducible: false } }).slice(-2)).toEqual([
      'Hiding one region is enough to change the answer to lynx (22 %).',
      'Hiding fewer may do: the budget ended before each was tried.',
    ])
  })
})

describe('a target that is not the predicted class', () => {
  test('is what the model is made to say, and has no flip', () => {
    const sentences = answerSentences(withAnswer({ second: { restHolds: true, set: null } }, given))
    expect(sentences[0]).toBe(
      "Shown alone on the picture's mean colour, 6 of 49 regions (13 % of the picture) make the model say lynx (71 %; whole picture under 1 %).",
    )
    expect(sentences.slice(3)).toEqual([
      'On a blurred background the model still says so.',
      'With these 6 hidden, the rest does so too.',
      'We found no small answer without these.',
    ])
  })

  test('that was never reached: how far it came', () => {
    expect(answerSentences({ ...given, answer: null, peak: { regions: 7, probability: 0.12 } })).toEqual([
      "No set of regions that we showed alone on the picture's mean colour makes the model say lynx; along its order it gets 12 % at best, with the first 7 of 49 regions.",
    ])
    expect(answerSentences({ ...given, answer: null, peak: { regions: 49, probability: 0.12 } })[0]).toContain(
      'with all 49 regions',
    )
    expect(answerSentences({ ...given, answer: null, peak: null })).toEqual([
      "No set of regions that we showed alone on the picture's mean colour makes the model say lynx.",
    ])
  })
})

describe('a comparison of two classes', () => {
  test('says which one is preferred, with both shares, and what turns it round', () => {
    const sentences = answerSentences(comparison)
    expect(sentences[0]).toBe(
      "Shown alone on the picture's mean colour, 6 of 49 regions (13 % of the picture) are enough for the model to prefer tabby cat to lynx (71 % against 29 %; whole picture 87 %).",
    )
    expect(sentences.at(-1)).toBe('Hiding 4 regions is enough to make the model prefer lynx (78 %).')
  })

  test('of a class that the whole picture does not prefer', () => {
    const sentences = answerSentences({ ...comparison, targetIsPredicted: false, whole: 0.31, flip: null })
    expect(sentences[0]).toContain('make the model prefer tabby cat to lynx (71 % against 29 %; whole picture 31 %)')
    expect(sentences.join(' ')).not.toContain('Hiding')
  })

  test('that was never reached or never turned round', () => {
    expect(answerSentences({ ...comparison, targetIsPredicted: false, answer: null })[0]).toMatch(
      /^No set of regions .* makes the model prefer tabby cat to lynx; along its order it gets 90 % at best, with the first 9 of 49 regions\.$/,
    )
    expect(answerSentences({ ...comparison, flip: null }).at(-1)).toBe(
      'Hiding regions did not change the preference, whichever were tried.',
    )
  })
})

describe('the order of another method', () => {
  const otherOrder = { method: 'rise', prefix: { regions: 9, share: 0.18 }, complete: true }

  test.each([
    [otherOrder, 'In the order of rise it takes the first 9 regions (18 %).'],
    [{ ...otherOrder, prefix: { regions: 1, share: 0.02 } }, 'In the order of rise it takes the first region (2 %).'],
    [{ ...otherOrder, prefix: null }, 'No prefix of the order of rise is enough.'],
    [
      { ...otherOrder, prefix: null, complete: false },
      'How many it takes in the order of rise is not known: the budget ended before that was measured.',
    ],
  ])('%j', (order, sentence) => {
    expect(answerSentences({ ...facts, otherOrder: order })).toContain(sentence)
  })
})

test('nothing stronger is said than was measured, whatever is known', () => {
  const choices = <T>(...values: T[]): T[] => values
  const sentences = new Set<string>()
  for (const base of choices<AnswerFacts>(facts, given, comparison, { ...comparison, targetIsPredicted: false, flip: null }))
    for (const regions of choices(1, 2, 30, 49))
      for (const irreducible of choices(true, false))
        for (const holds of choices(true, false, null))
          for (const others of choices({ found: 0, core: regions }, { found: 1, core: 1 }, { found: 4, core: 0 }))
            for (const second of choices(
              null,
              { restHolds: true, set: null },
              { restHolds: false, set: null },
              { restHolds: true, set: { regions: 3, share: 0.1 } },
            ))
              for (const threshold of choices(0.5, 0.75)) {
                const changed = withAnswer({ regions, irreducible, holds, others, second }, { ...base, threshold })
                const turned = base.flip && { ...base.flip, holds, irreducible, regions }
                for (const sentence of answerSentences({ ...changed, flip: turned })) sentences.add(sentence)
              }
  expect(sentences.size).toBeGreaterThan(80)
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(/\b(the smallest|the only|necessary|minimal|unique|always|never|must|proof|proves?|because)\b/i)
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/)
    expect(sentence).not.toMatch(/undefined|NaN| {2}|\b1 (regions|sets) (are|do)\b/)
  }
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
