import { Matrix, SVD } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import { principalProjection } from '../../src/math/principal-projection.ts'
import { createRandom } from '../../src/random/random.ts'

describe('the projection on the first principal component', () => {
  test('is taken without the mean of each channel', () => {
    const { projection, explained } = principalProjection([12, -8, 2, 2, 5, 5, 6, 4], 2, 4)
    expect(Array.from(projection, (value) => Number(value.toFixed(9)))).toEqual([10, -10, 0, 0])
    expect(explained).toBeCloseTo(200 / 202, 9)
  })

  test('has the sign whose largest value reaches further, so that turning all values round changes nothing', () => {
    const values = [-1, -1, -1, 3, 2, 2, 2, -6]
    const { projection } = principalProjection(values, 2, 4)
    expect(projection[3]).toBeCloseTo(3 * Math.sqrt(5), 9)
    expect(
      principalProjection(
        values.map((value) => -value),
        2,
        4,
      ).projection,
    ).toEqual(projection)
  })

  test.each([
    [3, 20],
    [40, 12],
    [1, 9],
  ])('of %i channels at %i positions is that of a singular value decomposition', (channels, positions) => {
    const random = createRandom(7)
    const values = Float64Array.from({ length: channels * positions }, () => random.next() - 0.5)
    const rows = new Matrix(positions, channels)
    for (let i = 0; i < values.length; i++) rows.set(i % positions, Math.floor(i / positions), values[i]!)
    const decomposed = new SVD(rows.center('column'), { autoTranspose: true })
    const along = decomposed.leftSingularVectors.getColumn(0).map((value) => value * decomposed.diagonal[0]!)
    const { projection, explained } = principalProjection(values, channels, positions)
    const sign = Math.sign(along[0]! * projection[0]!)
    along.forEach((value, i) => {
      expect(projection[i]).toBeCloseTo(sign * value, 8)
    })
    const total = decomposed.diagonal.reduce((sum, value) => sum + value * value, 0)
    expect(explained).toBeCloseTo(decomposed.diagonal[0]! ** 2 / total, 8)
  })

  test('takes what is not a number for zero', () => {
    const { projection } = principalProjection([Number.NaN, 0, 0, 4], 1, 4)
    expect(Array.from(projection)).toEqual([-1, -1, -1, 3])
  })

  test('of channels that do not vary is zero, not their rounding', () => {
    const { projection, explained } = principalProjection(new Float64Array(30).fill(0.1), 3, 10)
    expect(projection).toEqual(new Float64Array(10))
    expect(explained).toBeNaN()
  })
})
