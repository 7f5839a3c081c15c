import { describe, expect, it, test } from 'vitest'
import { wilcoxonSignedRank } from '../../src/math/wilcoxon.ts'
import { createRandom } from '../../src/random/random.ts'

/** Two-sided p by trying every way to give the ranks a sign. */
function bySigns(ranks: readonly number[], sum: number): number {
  let reached = 0
  for (let signs = 0; signs < 2 ** ranks.length; signs++) {
    const positive = ranks.reduce((total, rank, i) => total + ((signs >> i) & 1) * rank, 0)
    if (positive <= sum) reached++
  }
  return Math.min(1, (2 * reached) / 2 ** ranks.length)
}

describe("Wilcoxon's signed-rank test", () => {
  it("gives SciPy's p of eight differences", () => {
    const result = wilcoxonSignedRank([1.1, 2.2, 3.3, -0.4, 5.5, 0.6, -7.7, 8.8])
    expect(result).toEqual({ positive: 28, negative: 8, p: 0.1953125, differences: 8, zeros: 0, ties: false, exact: true })
  })

  it("gives the p of Darwin's maize, as in SciPy's documentation", () => {
    const { positive, negative, p } = wilcoxonSignedRank([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75])
    expect([positive, negative, p]).toEqual([96, 24, 0.041259765625])
  })

  it('is exact with ties, and says that there are some', () => {
    const { p, ties, exact } = wilcoxonSignedRank([1, 1, -1, 2, 3, -3, 4])
    expect([ties, exact]).toEqual([true, true])
    // Sizes 1 1 1 2 3 3 4 have the ranks 2 2 2 4 5.5 5.5 7; the negative ones sum to 7.5.
    expect(p).toBe(bySigns([2, 2, 2, 4, 5.5, 5.5, 7], 7.5))
  })

  it('leaves differences of 0 out and counts them', () => {
    const { differences, zeros, p } = wilcoxonSignedRank([0, 1, 2, 0, 3])
    expect([differences, zeros, p]).toEqual([3, 2, 0.25])
  })

  it('comes close to the exact p by the normal distribution above 25 differences', () => {
    const random = createRandom(3)
    const differences = Array.from({ length: 26 }, () => random.next() - 0.35)
    const normal = wilcoxonSignedRank(differences)
    const exact = wilcoxonSignedRank(differences.slice(0, 25))
    expect([normal.exact, exact.exact]).toEqual([false, true])
    expect(normal.p).toBeGreaterThan(0)
    // The classic table of Wilcoxon for n = 50: a smaller sum of 434 is the 5 % point.
    const fifty = Array.from({ length: 50 }, (_, i) => i + 1)
    const negative = new Set(subsetWithSum(434))
    expect(wilcoxonSignedRank(fifty.map((size) => (negative.has(size) ? -size : size))).p).toBeCloseTo(0.05, 2)
  })

  test.each([[[]], [[0, 0]]])('is undefined without a difference: %j', (differences) => {
    expect(wilcoxonSignedRank(differences).p).toBeNaN()
  })
})

/** Of the numbers 1..50, the largest first. */
function subsetWithSum(sum: number): readonly number[] {
  const chosen: number[] = []
  let left = sum
  for (let size = 50; size > 0; size--)
    if (size <= left) {
      chosen.push(size)
      left -= size
    }
  return chosen
}
