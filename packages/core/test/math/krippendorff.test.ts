import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { coincidencesOf } from '../../src/math/coincidences.ts'
import { disagreements, krippendorffAlpha, type MeasurementLevel } from '../../src/math/krippendorff.ts'
import { averageRanks } from '../../src/math/ranks.ts'
import { createRandom } from '../../src/random/random.ts'

const _ = Number.NaN

/** The reliability data of Krippendorff's own worked example, four raters and twelve units. */
const fourRaters = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
const threeRaters = [
  [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
  [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
  [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
/** Three ratings of data sets on eight methods. */
const dataSets = [
  [1, 2, 3, 4, 5, 6, 7, 8],
  [2, 1, 3, 4, 6, 5, 7, 8],
  [1, 3, 2, 4, 5, 6, 8, 7],
]
const levels: readonly MeasurementLevel[] = ['nominal', 'ordinal', 'interval', 'ratio']

/** Alpha in its other form, pair by pair, without a matrix: mean squared distance within units over that between all ratings. */
function alphaByPairs(table: readonly (readonly number[])[], level: MeasurementLevel): number {
  const units = table[0]!
    .map((_value, unit) => table.map((row) => row[unit]!).filter((value) => !Number.isNaN(value)))
    .filter((ratings) => ratings.length > 1)
  const all = units.flat()
  const between = (low: number, high: number) => all.filter((value) => value > low && value < high).length
  const count = (value: number) => all.filter((other) => other === value).length
  const distance = (v: number, w: number): number => {
    if (v === w) return 0
    if (level === 'nominal') return 1
    if (level === 'interval') return (v - w) ** 2
    if (level === 'ratio') return ((v - w) / (v + w)) ** 2
    return (count(v) / 2 + between(Math.min(v, w), Math.max(v, w)) + count(w) / 2) ** 2
  }
  const overPairs = (ratings: readonly number[]): number =>
    ratings.reduce((sum, v, i) => sum + ratings.reduce((inner, w, j) => inner + (i === j ? 0 : distance(v, w)), 0), 0)
  const observed = units.reduce((sum, ratings) => sum + overPairs(ratings) / (ratings.length - 1), 0) / all.length
  return 1 - observed / (overPairs(all) / (all.length * (all.length - 1)))
}

describe("Krippendorff's alpha", () => {
  // Nominal, ordinal and ratio agree with the three digits in the documentation of fast-krippendorff; fractions computed by hand of the formula.
  test.each([
    ['nominal', 113 / 152],
    ['ordinal', 108577 / 133160],
    ['interval', 951 / 1120],
    ['ratio', 18222619 / 22852465],
  ] as const)('of four raters with missing values, %s', (level, expected) => {
    expect(krippendorffAlpha(fourRaters, level)).toBeCloseTo(expected, 13)
  })

  test.each([
    ['nominal', 8, 1216 / 39],
    ['ordinal', 1891, 133160 / 13],
    ['interval', 52 / 3, 4480 / 39],
    ['ratio', 59357 / 66150, 4570493 / 1031940],
  ] as const)('comes from the sums over all pairs, %s', (level, observed, expected) => {
    const sums = disagreements(fourRaters, level)
    expect(sums.observed).toBeCloseTo(observed, 10)
    expect(sums.expected).toBeCloseTo(expected, 10)
  })

  test.each([
    ['nominal', 56 / 81],
    ['ordinal', 112173 / 139048],
    ['interval', 643 / 793],
    ['ratio', 90503 / 111878],
  ] as const)('of three raters with missing values, %s', (level, expected) => {
    expect(krippendorffAlpha(threeRaters, level)).toBeCloseTo(expected, 13)
  })

  it('is 1 where all agree', () => {
    const row = [1, 2, 3, 4]
    expect(krippendorffAlpha([row, row, row], 'ordinal')).toBe(1)
  })

  it('is negative where two raters contradict each other', () => {
    const table = [
      [1, 2, 3, 4],
      [4, 3, 2, 1],
    ]
    expect(krippendorffAlpha(table, 'ordinal')).toBeCloseTo(-3 / 4, 14)
    expect(disagreements(table, 'ordinal').observed).toBeCloseTo(160, 12)
    expect(disagreements(table, 'ordinal').expected).toBeCloseTo(640 / 7, 12)
  })

  it('of three data sets on eight methods is 313/336', () => {
    expect(krippendorffAlpha(dataSets, 'ordinal')).toBeCloseTo(313 / 336, 14)
  })

  it('is about 0 for rankings by chance', () => {
    const random = createRandom(11)
    const table = Array.from({ length: 500 }, () => averageRanks(Array.from({ length: 8 }, () => random.next())))
    expect(Math.abs(krippendorffAlpha(table, 'ordinal'))).toBeLessThan(0.01)
  })

  test.each(levels)('agrees with the form over pairs, %s', (level) => {
    const rating = fc.oneof({ arbitrary: fc.integer({ min: 1, max: 5 }), weight: 4 }, fc.constant(Number.NaN))
    const table = fc.array(fc.array(rating, { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(table, (ratings) => {
        const [alpha, other] = [krippendorffAlpha(ratings, level), alphaByPairs(ratings, level)]
        if (Number.isNaN(other)) expect(alpha).toBeNaN()
        else expect(alpha).toBeCloseTo(other, 10)
      }),
      { seed: 1 },
    )
  })

  it('of ranks does not care whether the best is first or last', () => {
    const ranks = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 7, maxLength: 7 }), {
      minLength: 2,
      maxLength: 9,
    })
    fc.assert(
      fc.property(ranks, (table) => {
        const turned = table.map((row) => row.map((rank) => 8 - rank))
        expect(krippendorffAlpha(turned, 'ordinal')).toBeCloseTo(krippendorffAlpha(table, 'ordinal'), 12)
      }),
      { seed: 1 },
    )
  })

  test.each([
    [
      'one value only',
      [
        [2, 2],
        [2, 2],
      ],
    ],
    [
      'nothing that can be paired',
      [
        [1, _],
        [_, 2],
      ],
    ],
    ['no ratings', [[], []]],
    ['no raters', []],
  ])('is undefined for %s', (_name, table) => {
    for (const level of levels) expect(krippendorffAlpha(table, level)).toBeNaN()
  })

  it('refuses rows of different lengths', () => {
    expect(() => krippendorffAlpha([[1, 2], [1]], 'nominal')).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })
})

describe('coincidences', () => {
  it('count how often two values meet in a unit; a value that meets none stays with a count of 0', () => {
    const { values, counts, matrix } = coincidencesOf(fourRaters)
    expect(values).toEqual(Float64Array.of(1, 2, 3, 4, 5))
    const third = 1 / 3
    const expected = [
      [7, 4 / 3, third, third, 0],
      [4 / 3, 10, 4 / 3, third, 0],
      [third, 4 / 3, 8, third, 0],
      [third, third, third, 4, 0],
      [0, 0, 0, 0, 3],
    ].flat()
    expected.forEach((value, place) => {
      expect(matrix[place]).toBeCloseTo(value, 12)
    })
    expect(Array.from(counts, (count) => Math.round(count * 1e9) / 1e9)).toEqual([9, 13, 10, 5, 3])
    expect(
      coincidencesOf([
        [1, 1, 9],
        [1, 2, _],
      ]).counts,
    ).toEqual(Float64Array.of(3, 1, 0))
  })

  it('of three raters', () => {
    expect(Array.from(coincidencesOf(threeRaters).matrix)).toEqual([6, 0, 1, 0, 0, 4, 0, 0, 1, 0, 7, 2, 0, 0, 2, 3])
  })
})
