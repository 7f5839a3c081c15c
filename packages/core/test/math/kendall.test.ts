import { describe, expect, it, test } from 'vitest'
import { kendall } from '../../src/math/kendall.ts'
import { createRandom } from '../../src/random/random.ts'

/** Tau-b by its definition, over all pairs. */
function byPairs(a: readonly number[], b: readonly number[]): number {
  let [sum, left, right] = [0, 0, 0]
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const [signOfA, signOfB] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)]
      sum += signOfA * signOfB
      left += signOfA ** 2
      right += signOfB ** 2
    }
  return sum / Math.sqrt(left * right)
}

describe("Kendall's tau-b", () => {
  test.each([
    [1, [1, 2, 3], [10, 100, 1000]],
    [-1, [1, 2, 3], [3, 2, 1]],
    // Of six pairs two are exchanged.
    [1 / 3, [1, 2, 3, 4], [2, 1, 4, 3]],
    // The example in SciPy's documentation of kendalltau.
    [-0.4714045207910316, [12, 2, 1, 12, 2], [1, 4, 7, 1, 0]],
  ])('is %d', (expected, a, b) => {
    expect(kendall(a, b)).toBeCloseTo(expected, 14)
  })

  it('is what its definition over all pairs gives, with ties on both sides', () => {
    const random = createRandom(5)
    const draw = () => Array.from({ length: 83 }, () => Math.floor(random.next() * 12))
    for (let round = 0; round < 20; round++) {
      const [a, b] = [draw(), draw()]
      expect(kendall(a, b)).toBeCloseTo(byPairs(a, b), 12)
    }
  })

  test.each([
    ['a constant side', [1, 1, 1], [1, 2, 3]],
    ['a NaN', [1, Number.NaN, 3], [1, 2, 3]],
    ['one value', [1], [1]],
    ['no value', [], []],
  ])('is undefined for %s', (_, a, b) => {
    expect(kendall(a, b)).toBeNaN()
  })

  it('refuses lists of different lengths', () => {
    expect(() => kendall([1, 2], [1])).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: 2, limit: 1 } }),
    )
  })
})
