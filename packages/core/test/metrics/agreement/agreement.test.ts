import { describe, expect, test } from 'vitest'
import { agreementOf } from '../../../src/metrics/agreement/agreement.ts'
import { createRandom } from '../../../src/random/random.ts'

describe('agreementOf', () => {
  test('of a map with itself is complete', () => {
    const map = [0.3, -0.9, 0.1, 0.5]
    expect(agreementOf(map, map, 2)).toEqual({
      overlap: 1,
      sameRank: 1,
      sameSign: 1,
      sameSignedRank: 1,
      rankCorrelation: expect.closeTo(1, 12),
      pairwise: 1,
    })
  })

  test('looks at the k largest magnitudes: whether both have them, at which rank and with which sign', () => {
    // By magnitude: a has 0 1 2 at the top, b has 0 2 1; place 2 has another sign.
    const a = [9, -8, 7, 1, 2]
    const b = [8, -5, -7, 3, 1]
    expect(agreementOf(a, b, 3)).toMatchObject({ overlap: 1, sameRank: 1 / 3, sameSign: 2 / 3, sameSignedRank: 1 / 3 })
    expect(agreementOf(a, b, 2)).toMatchObject({ overlap: 1 / 2, sameRank: 1 / 2, sameSign: 1 / 2, sameSignedRank: 1 / 2 })
  })

  test('counts pairs in the same order, and pairs that are equal in both', () => {
    const random = createRandom(8)
    const [a, b] = [0, 1].map(() => Array.from({ length: 40 }, () => Math.floor(6 * random.next())))
    let same = 0
    for (let i = 0; i < 40; i++) for (let j = 0; j < i; j++) if (Math.sign(a![i]! - a![j]!) === Math.sign(b![i]! - b![j]!)) same++
    expect(agreementOf(a!, b!, 5).pairwise).toBeCloseTo(same / 780, 12)
  })

  test('ranks by Spearman with average ranks for ties', () => {
    expect(agreementOf([1, 2, 2, 4], [1, 3, 2, 4], 1).rankCorrelation).toBeCloseTo(0.9486832981, 10)
    expect(agreementOf([1, 1, 1], [1, 2, 3], 1).rankCorrelation).toBeNaN()
  })

  test.each([0, 1.5, 4])('refuses to look at %s of three places', (k) => {
    expect(() => agreementOf([1, 2, 3], [1, 2, 3], k)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })

  test('refuses maps of different length', () => {
    expect(() => agreementOf([1, 2, 3], [1, 2], 1)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })
})
