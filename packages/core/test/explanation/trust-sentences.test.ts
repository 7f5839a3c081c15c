import { describe, expect, test } from 'vitest'
import type { Explanation, ExplanationTrust } from '../../src/explanation/document.ts'
import { trustSentences } from '../../src/explanation/trust-sentences.ts'
import { exampleExplanation } from '../render/example-explanation.ts'

const quiet: ExplanationTrust = {
  insertion: 0.71,
  deletion: 0.1,
  random: { insertion: 0.38, deletion: 0.35, points: 8 },
  blob: { insertion: 0.45, deletion: 0.31, points: 8 },
  predicted: null,
  rising: { checked: 0, violated: 0 },
  batchConsistent: true,
}
const everything: ExplanationTrust = {
  ...quiet,
  predicted: 0.62,
  rising: { checked: 47, violated: 12 },
  batchConsistent: false,
  otherSeed: { seed: 2, correlation: 0.83, insertion: 0.7, deletion: 0.1, shown: 'first' },
  optimum: { area: 0.612, order: [1, 2, 0, 3] },
  bound: { regions: 2, reached: 1.31, limit: 1.85 },
  spotCheck: { checked: 4, agreed: 1, regret: 0.025 },
}
const naive = { search: 'naive', consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0 }

interface Case {
  readonly parameters?: Record<string, unknown>
  readonly target?: Explanation['body']['target']
  readonly complete?: boolean
  /** A prefix of the order that was not measured. */
  readonly gap?: boolean
}

function sentences(
  trust: Partial<ExplanationTrust>,
  { parameters = {}, target, complete = true, gap = false }: Case = {},
): string[] {
  const document = exampleExplanation((body) => ({
    trust: { ...quiet, ...trust },
    method: { ...body.method, parameters },
    target: target ?? body.target,
    curves: { ...body.curves, insertion: { ...body.curves.insertion, score: [0.01, 0.7, gap ? null : 0.72, 0.75, 0.8] } },
  }))
  return trustSentences({ ...document, run: { ...document.run, complete } })
}

/** What a change of the quiet case adds to its four sentences on the curves. */
const added = (trust: Partial<ExplanationTrust>, change: Case = {}): string[] => sentences(trust, change).slice(4)

describe('trustSentences', () => {
  test('say what the order reaches beside orders that know nothing', () => {
    expect(sentences({})).toEqual([
      'While the regions are shown in this order, the model gives tabby cat 71 % on average.',
      'The higher the better: a random order gets 38 % and the order from the centre outwards gets 45 %, so this order is far better than both.',
      'While the regions are hidden in this order, the model gives tabby cat 10 % on average.',
      'The lower the better: a random order gets 35 % and the order from the centre outwards gets 31 %, so this order is far better than both.',
    ])
  })

  test.each([
    ['tabby, tabby cat', 'lynx, catamount', 'tabby rather than lynx'],
    ['crane, bird', 'crane, machine', 'crane, bird rather than crane, machine'],
  ])('name both classes of a comparison of %s and %s', (label, againstLabel, words) => {
    const target = { class: 7, label, against: 9, againstLabel, why: 'given' as const }
    expect(sentences({}, { target })[0]).toContain(`gives ${words} 71 %`)
  })

  test.each([
    [0.5, 0.5, 'far better than both'],
    [0.6, 0.55, 'better than both'],
    [0.7, 0.72, 'no better than either'],
    [0.8, 0.9, 'worse than both'],
    [0.4, 0.7, 'far better than a random order and no better than the order from the centre outwards'],
    [null, 0.6, 'better than that'],
    [0.73, null, 'no better than that'],
  ])('beside insertion areas of %d and %d call the order %s', (random, blob, words) => {
    const controls = { random: { ...quiet.random, insertion: random }, blob: { ...quiet.blob, insertion: blob } }
    expect(sentences(controls)[1]).toMatch(new RegExp(`so this order is ${words}\\.$`))
  })

  test('count a smaller deletion area as the better one', () => {
    expect(sentences({ deletion: 0.45 })[3]).toMatch(/so this order is worse than both\.$/)
  })

  test('say what was not measured', () => {
    const unknown = { insertion: null, deletion: null, points: 0 }
    expect(sentences({ random: unknown, blob: unknown })[1]).toBe(
      'What an order without any knowledge reaches was not measured: the budget ended first.',
    )
    expect(sentences({ insertion: null, deletion: null, predicted: 0.6 })).toEqual([
      'What the model says while regions are shown was not measured: the budget ended first.',
      'What the model says while regions are hidden was not measured: the budget ended first.',
    ])
  })

  test('warn of an order that the search did not finish', () => {
    expect(added({}, { complete: false })).toEqual([
      'The budget ended before the search did: the rest of this order is filled in by estimates, and a larger budget may find a better one.',
    ])
  })

  test('compare what the search expected with what was measured', () => {
    expect(added({ predicted: 0.62 })).toEqual([
      'The search expected 62 points between the two averages and 61 points were measured: its estimates of this order can be relied on.',
    ])
    expect(added({ predicted: 0.7 })).toEqual([
      'The search expected 70 points between the two averages and 61 points were measured: it misjudged this picture, and a larger budget may find a better order.',
    ])
  })

  test('do not judge the search by averages over gaps', () => {
    expect(added({ predicted: 0.7 }, { gap: true })).toEqual([])
  })

  test('say nothing of an order where hiding changes nothing', () => {
    const warnings = [{ code: 'SCORE_CONSTANT', message: 'Whatever is hidden …' }]
    expect(trustSentences(exampleExplanation(() => ({ trust: quiet, warnings })))).toEqual([])
  })

  describe('on another start of the search', () => {
    const other = { seed: 2, correlation: 0.83, insertion: 0.7, deletion: 0.1, shown: 'first' as const }

    test('say how alike the orders are and that both are as good', () => {
      expect(added({ otherSeed: other })).toEqual([
        'Another start of the search led to a similar order (rank correlation 0.83; 1 is the same order, 0 an unrelated one).',
        '61 points lie between the averages of the order shown, 60 points between those of the other: both are about as good.',
      ])
    })

    test.each([
      [0.8, 'a similar order'],
      [0.79, 'a partly similar order'],
      [0.5, 'a partly similar order'],
      [-0.2, 'a different order'],
    ])('call a rank correlation of %d %s', (correlation, words) => {
      expect(added({ otherSeed: { ...other, correlation } })[0]).toContain(words)
    })

    test('say no more of the same order', () => {
      expect(added({ otherSeed: { ...other, correlation: 0.9999999999999998 } })).toEqual([
        'Another seed led to the same order, as it must where nothing is drawn at random.',
      ])
    })

    test('warn of single places where different orders do as well', () => {
      expect(added({ otherSeed: { ...other, correlation: 0.2 } })[1]).toMatch(
        /both are about as good, so do not read much into the place of a single region\.$/,
      )
    })

    test('say when the start made a difference, or was not measured', () => {
      expect(added({ otherSeed: { ...other, insertion: 0.6 } })[1]).toBe(
        '61 points lie between the averages of the order shown, 50 points between those of the other: the start made a difference.',
      )
      expect(added({ otherSeed: { ...other, correlation: null, insertion: null } })).toEqual([
        'Which of the two is better was not measured: the budget ended first.',
      ])
    })
  })

  test('compare the order with the best of all where that is known', () => {
    expect(added({ optimum: { area: 0.612, order: [1, 2, 0, 3] } })).toEqual([
      'For so few regions the best of all orders is known: 61.2 points lie between its averages, this one has 61.0 points.',
    ])
    expect(added({ optimum: { area: 0.61, order: [1, 2, 0, 3] } })[0]).toMatch(/, and this order reaches it\.$/)
  })

  test('tell a low share of greedy choices from a loss', () => {
    expect(added({ spotCheck: { checked: 4, agreed: 1, regret: 0.025 } })).toEqual([
      'At 1 of 4 checked steps the region of this order gained most; on average the best one would have gained 2.5 points more at that step.',
      'A low share is normal and no loss of quality: the order as a whole counts, not its single steps.',
    ])
    expect(added({ spotCheck: { checked: 4, agreed: 4, regret: 0 } })).toEqual([
      'At 4 of 4 checked steps the region of this order gained most: there, greedy choices would have been the same.',
    ])
    expect(added({ spotCheck: { checked: 0, agreed: 0, regret: null } })).toEqual([])
  })

  test('give the bound only as what would hold if F were submodular', () => {
    expect(added({ bound: { regions: 2, reached: 1.31, limit: 1.85 } })).toEqual([
      'The first 2 of 4 regions reach F = 1.31 of at most 2: the probability of tabby cat when they are shown, plus one minus it when they are hidden.',
      'If F were submodular, and no region ever lowered it, no 2 regions could reach more than 1.85; neither can be counted on with a real network, so that is a yardstick and no limit.',
    ])
  })

  test('say that a bound of 2 says nothing', () => {
    expect(added({ bound: { regions: 2, reached: 1.31, limit: 2 } })[1]).toBe(
      'If F were submodular, and no region ever lowered it, that would still not rule out 2 for some other 2 regions: this check says nothing here.',
    )
  })

  describe('on gains that grew', () => {
    const rising = { checked: 47, violated: 12 }
    const notSubmodular = [
      'At 12 of 47 steps a region gained more than the one before it: the score is not submodular on this picture, so no guarantee of greedy search applies.',
    ]
    const provesNothing = [
      'At 12 of 47 steps a region gained more than the one before it; in an order that is not exact greedy’s that proves nothing of the score, and no guarantee of greedy search applies.',
    ]

    test('call them a proof along an order of exact greedy', () => {
      expect(added({ rising }, { parameters: naive })).toEqual(notSubmodular)
      expect(added({ rising }, { parameters: { ...naive, search: 'auto' } })).toEqual(notSubmodular)
    })

    test.each([
      ['another search', { ...naive, search: 'bidirectional' }],
      ['another score', { ...naive, collaboration: 5 }],
      ['a score with effectiveness', { ...naive, effectiveness: 1 }],
      ['a score with confidence', { ...naive, confidence: 1 }],
    ])('call them no proof along an order of %s', (_, parameters) => {
      expect(added({ rising }, { parameters })).toEqual(provesNothing)
    })

    test('call them no proof along the surrogate path, nor where the budget cut greedy short', () => {
      expect(added({ rising, predicted: 0.61 }, { parameters: { ...naive, search: 'auto' } }).slice(1)).toEqual(provesNothing)
      expect(added({ rising }, { parameters: naive, complete: false }).slice(1)).toEqual(provesNothing)
    })

    test('do not take their absence for a proof', () => {
      expect(added({ rising: { checked: 47, violated: 0 } })).toEqual([
        'At none of 47 steps did a region gain more than the one before it; that does not prove the score submodular.',
      ])
    })
  })

  test('say when batches of different sizes disagree', () => {
    expect(added({ batchConsistent: false })).toEqual([
      'The last digits of this model depend on how many pictures run at once: only numbers of them that agree were used.',
    ])
  })

  test('show no minus before zero', () => {
    expect(added({ insertion: 0.1001, deletion: 0.1, predicted: -0.001 })[0]).toMatch(/^The search expected 0 points between/)
  })

  test('end with a full stop, and speak of a limit only with "if F were submodular"', () => {
    const all = sentences(everything, { complete: false })
    expect(all).toHaveLength(15)
    for (const sentence of all) expect(sentence).toMatch(/^[A-Z0-9].*\.$/)
    const limits = all.filter((sentence) => /1\.85|\blimit\b|\bbound\b/.test(sentence))
    expect(limits).toHaveLength(1)
    expect(limits[0]).toMatch(/^If F were submodular/)
  })
})
