import { describe, expect, it, test } from 'vitest'
import { spearman, spearmanMatrix, spearmanOfOrders } from '../../src/math/spearman.ts'

describe('spearman', () => {
  test.each([
    [1, [1, 2, 3], [10, 100, 1000]],
    [-1, [1, 2, 3], [3, 2, 1]],
    // Ranks 1 2 3 4 and 2 1 4 3: 1 - 6 * 4 / (4 * 15).
    [0.6, [1, 2, 3, 4], [0.2, 0.1, 0.4, 0.3]],
  ])('is %d', (expected, a, b) => {
    expect(spearman(a, b)).toBeCloseTo(expected, 14)
  })

  it('gives the textbook correlation of intelligence and hours of television, -29/165', () => {
    const intelligence = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    expect(spearman(intelligence, hours)).toBeCloseTo(-29 / 165, 14)
  })

  it("gives SciPy's value of six values with a tie", () => {
    expect(spearman([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 6])).toBeCloseTo(0.8696565534786727, 14)
  })

  it('is the same of one minus either side, up to its sign', () => {
    const [a, b] = [
      [0.9, 0.8, 0.75, 0.95, 0.6],
      [0.7, 0.85, 0.75, 0.65, 0.55],
    ]
    const turned = (values: readonly number[]) => values.map((value) => 1 - value)
    expect(spearman(turned(a!), turned(b!))).toBeCloseTo(spearman(a!, b!), 14)
    expect(spearman(turned(a!), b!)).toBeCloseTo(-spearman(a!, b!), 14)
  })

  it('takes average ranks for ties', () => {
    // Ranks 1 2.5 2.5 4 and 1 3 2 4: 4.5 / sqrt(4.5 * 5).
    expect(spearman([1, 2, 2, 4], [1, 3, 2, 4])).toBeCloseTo(0.9486832981, 10)
  })

  test.each([
    ['a constant side', [1, 1, 1], [1, 2, 3]],
    ['a NaN', [1, Number.NaN, 3], [1, 2, 3]],
    ['one value', [1], [1]],
    ['no value', [], []],
  ])('is undefined for %s', (_, a, b) => {
    expect(spearman(a, b)).toBeNaN()
  })

  it('refuses lists of different lengths', () => {
    expect(() => spearman([1, 2], [1])).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: 2, limit: 1 } }),
    )
  })
})

describe('spearmanOfOrders', () => {
  it('is 1 for the same order and -1 for the reverse', () => {
    expect(spearmanOfOrders([2, 0, 1, 3], [2, 0, 1, 3])).toBeCloseTo(1, 14)
    expect(spearmanOfOrders([2, 0, 1, 3], [3, 1, 0, 2])).toBeCloseTo(-1, 14)
  })

  it('compares where each region stands, not which region stands where', () => {
    // Places of 0 1 2 3: 2 0 1 3 and 0 2 1 3, whose squared differences sum to 8. Those of the items as listed sum to 2.
    expect(spearmanOfOrders([1, 2, 0, 3], [0, 2, 1, 3])).toBeCloseTo(1 - (6 * 8) / (4 * 15), 14)
  })

  test.each([
    ['an item twice', [0, 1, 1]],
    ['an item that does not exist', [0, 1, 3]],
    ['a fraction', [0, 1, 0.5]],
    ['a negative item', [0, 1, -1]],
    ['a NaN', [0, 1, Number.NaN]],
  ])('refuses %s', (_, order) => {
    expect(() => spearmanOfOrders([0, 1, 2], order)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })

  it('is undefined for one region', () => {
    expect(spearmanOfOrders([0], [0])).toBeNaN()
  })
})

describe('correlations of every two rows', () => {
  const rows = [
    [1, 2, 3, 4],
    [4, 3, Number.NaN, 1],
    [7, 7, 7, 7],
  ]

  it('are a matrix, also of two rows, over the items that both have', () => {
    const matrix = spearmanMatrix(rows)
    expect(Array.from(matrix[0]!)).toEqual([1, -1, Number.NaN])
    expect(Array.from(matrix[1]!)).toEqual([-1, 1, Number.NaN])
    expect(spearmanMatrix(rows.slice(0, 2)).map(({ length }) => length)).toEqual([2, 2])
  })

  it('of a row without spread are undefined, with itself too', () => {
    expect(spearmanMatrix(rows)[2]!.every(Number.isNaN)).toBe(true)
  })

  it('refuse rows of different lengths', () => {
    expect(() => spearmanMatrix([[1, 2], [1]])).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })
})
