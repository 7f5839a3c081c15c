import { describe, expect, test } from 'vitest'
import { weightedMasks } from '../../src/math/weighted-masks.ts'

// Two pixels under three masks (1 0.5), (0 1), (0.5 0) with scores 0.8, 0.2, 0.4.
const sums = {
  weighted: Float64Array.of(0.8 + 0.2, 0.4 + 0.2),
  weights: Float64Array.of(1.5, 1.5),
  samples: 3,
  scores: 1.4,
}
const close = (map: Float32Array, expected: readonly number[]) => {
  expect(map).toHaveLength(expected.length)
  expected.forEach((value, pixel) => {
    expect(map[pixel]).toBeCloseTo(value, 6)
  })
}

describe('weightedMasks', () => {
  test('divides each pixel by what the masks showed of it', () => {
    close(weightedMasks(sums, { keep: 0.5, normaliser: 'mask-sum', debias: false }), [1 / 1.5001, 0.6 / 1.5001])
  })

  test('divides all pixels by samples times keep', () => {
    close(weightedMasks(sums, { keep: 0.25, normaliser: 'expected', debias: false }), [1 / 0.75, 0.6 / 0.75])
  })

  test('debiased, weighs by mask minus keep and scales to 1', () => {
    // 1 - 0.5 * 1.4 = 0.3 and 0.6 - 0.7 = -0.1.
    close(weightedMasks(sums, { keep: 0.5, normaliser: 'mask-sum', debias: true }), [1, -1 / 3])
  })

  test('gives zeros where all cancels and where nothing was shown', () => {
    const level = { weighted: Float64Array.of(0.5, 0.5), weights: Float64Array.of(1, 1), samples: 1, scores: 1 }
    close(weightedMasks(level, { keep: 0.5, normaliser: 'mask-sum', debias: true }), [0, 0])
    const none = { weighted: new Float64Array(2), weights: new Float64Array(2), samples: 0, scores: 0 }
    close(weightedMasks(none, { keep: 0.5, normaliser: 'expected', debias: false }), [0, 0])
  })
})
