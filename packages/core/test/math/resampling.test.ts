import { describe, expect, it } from 'vitest'
import { bootstrapInterval, bootstrapMean, bootstrapPairedDifference } from '../../src/math/bootstrap.ts'
import { krippendorffAlpha } from '../../src/math/krippendorff.ts'
import { permutationTest, permutationTestOfDifferences, permutationTestOfRows } from '../../src/math/permutation-test.ts'
import { quantile } from '../../src/math/quantile.ts'
import { averageRanks } from '../../src/math/ranks.ts'
import { createRandom } from '../../src/random/random.ts'

const seed = 7
const random = createRandom(1)
const uniform = Array.from({ length: 200 }, () => random.next())

describe('a quantile', () => {
  it('lies on the line between two neighbours', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([4, 1, 3, 2], 0)).toBe(1)
    expect(quantile([4, 1, 3, 2], 1)).toBe(4)
    // numpy.quantile([1, 2, 3, 4], .975)
    expect(quantile([1, 2, 3, 4], 0.975)).toBeCloseTo(3.925, 12)
  })

  it('is undefined without values', () => {
    expect(quantile([], 0.5)).toBeNaN()
  })
})

describe('a bootstrap interval', () => {
  it('of a mean is as wide as its standard error says', () => {
    const { low, high } = bootstrapMean(uniform, { seed })
    // A uniform number has the standard deviation 1 / sqrt(12).
    const expected = (2 * 1.96) / Math.sqrt(12 * uniform.length)
    expect(high - low).toBeGreaterThan(0.85 * expected)
    expect(high - low).toBeLessThan(1.15 * expected)
    expect(low).toBeLessThan(0.5)
    expect(high).toBeGreaterThan(0.5)
  })

  it('ends as far above the mean as below it, where values lie evenly', () => {
    const mean = uniform.reduce((sum, value) => sum + value, 0) / uniform.length
    const error = Math.sqrt(uniform.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / uniform.length
    for (const [level, deviations] of [
      [0.95, 1.96],
      [0.8, 1.282],
    ] as const) {
      const { low, high } = bootstrapMean(uniform, { seed, level })
      // The quantile of 2000 resamples is known to about .06 deviations.
      expect(Math.abs((mean - low) / error - deviations)).toBeLessThan(0.2)
      expect(Math.abs((high - mean) / error - deviations)).toBeLessThan(0.2)
    }
  })

  it('is the same for the same seed, and another for another', () => {
    expect(bootstrapMean(uniform, { seed })).toEqual(bootstrapMean(uniform, { seed }))
    expect(bootstrapMean(uniform, { seed })).not.toEqual(bootstrapMean(uniform, { seed: 8 }))
  })

  it('of a paired difference knows that the pictures are the same', () => {
    const shifted = uniform.map((value) => value + 0.1)
    const { low, high } = bootstrapPairedDifference(shifted, uniform, { seed })
    expect(low).toBeCloseTo(0.1, 12)
    expect(high).toBeCloseTo(0.1, 12)
    expect(() => bootstrapPairedDifference([1, 2], [1], { seed })).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })

  it('leaves out resamples without a value and counts them', () => {
    const values = [1, 1, 2]
    const spread = (items: Uint32Array): number => {
      const drawn = new Set(Array.from(items, (item) => values[item]!))
      return drawn.size === 1 ? Number.NaN : 1
    }
    const interval = bootstrapInterval(3, spread, { seed, resamples: 2700 })
    expect([interval.low, interval.high]).toEqual([1, 1])
    // All 1 with probability 8 / 27, all 2 with 1 / 27.
    expect(interval.undefinedResamples).toBeGreaterThan(800)
    expect(interval.undefinedResamples).toBeLessThan(1000)
  })

  it('is undefined for one item', () => {
    expect(bootstrapMean([3], { seed })).toEqual({ low: Number.NaN, high: Number.NaN, undefinedResamples: 0 })
  })
})

describe('a permutation test', () => {
  const alpha = (table: readonly ArrayLike<number>[]) => krippendorffAlpha(table, 'ordinal')

  it('finds that rankings agree', () => {
    const table = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? [2, 1, 3, 4] : [1, 2, 3, 4]))
    expect(permutationTestOfRows(table, alpha, { seed, permutations: 999 })).toBe(0.001)
  })

  it('gives rankings by chance any p alike', () => {
    const draws = createRandom(2)
    const ps = Array.from({ length: 60 }, (_, round) => {
      const table = Array.from({ length: 6 }, () => averageRanks(Array.from({ length: 5 }, () => draws.next())))
      return permutationTestOfRows(table, alpha, { seed: round, permutations: 99 })
    })
    const below = ps.filter((p) => p <= 0.2).length
    expect(below).toBeGreaterThan(4)
    expect(below).toBeLessThan(22)
  })

  it('leaves missing values where they are', () => {
    const table = [
      [1, Number.NaN, 2],
      [1, Number.NaN, 2],
    ]
    let complete = true
    const watched = (rows: readonly ArrayLike<number>[]) => {
      complete &&= rows.every((row) => Number.isNaN(row[1]!) && row[0]! + row[2]! === 3)
      return alpha(rows)
    }
    permutationTestOfRows(table, watched, { seed, permutations: 50 })
    expect(complete).toBe(true)
  })

  it('of paired differences gives the share of signs, as counted by hand', () => {
    // Of 8 signs two give a sum of size 6; the rest is smaller.
    const p = permutationTestOfDifferences([1, 2, 3], { seed, permutations: 20000 })
    expect(p).toBeCloseTo(0.25, 1)
  })

  it('is never 0, and undefined for what is undefined', () => {
    expect(permutationTest(5, () => 0, { seed, permutations: 9 })).toBe(0.1)
    expect(permutationTest(Number.NaN, () => 0, { seed })).toBeNaN()
  })
})
