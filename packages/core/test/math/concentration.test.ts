import { describe, expect, test } from 'vitest'
import { entropyOfMagnitudes } from '../../src/math/entropy.ts'
import { giniOfMagnitudes } from '../../src/math/gini.ts'

describe('entropyOfMagnitudes', () => {
  test('.1 .2 .3 .4 have 1.2798542258 nats', () => {
    expect(entropyOfMagnitudes([0.1, 0.2, 0.3, 0.4])).toBeCloseTo(1.2798542258, 10)
  })

  test('equal values have ln n, 10.8233 for 224 x 224', () => {
    expect(entropyOfMagnitudes(new Float32Array(224 * 224).fill(3))).toBeCloseTo(10.8233, 4)
  })

  test('one value has none', () => {
    expect(entropyOfMagnitudes([0, 7, 0])).toBe(0)
  })

  test('neither sign nor scale counts', () => {
    expect(entropyOfMagnitudes([-1, 2, -3, 4])).toBeCloseTo(entropyOfMagnitudes([0.1, 0.2, 0.3, 0.4]), 12)
  })

  test('zeros have no entropy to speak of', () => {
    expect(entropyOfMagnitudes([0, 0])).toBeNaN()
  })
})

describe('giniOfMagnitudes', () => {
  test('.1 .2 .3 .4 have .25, in any order and with any sign', () => {
    expect(giniOfMagnitudes([0.1, 0.2, 0.3, 0.4])).toBeCloseTo(0.25, 12)
    expect(giniOfMagnitudes([-0.4, 0.1, 0.3, -0.2])).toBeCloseTo(0.25, 12)
  })

  test('equal values have 0, and one value among n has (n - 1) / n', () => {
    expect(giniOfMagnitudes(new Float64Array(49).fill(0.1))).toBeCloseTo(0, 12)
    expect(giniOfMagnitudes([0, 0, 5, 0])).toBe(0.75)
  })

  test('is the mean difference of all pairs over twice the mean', () => {
    const values = [3, -1, 4, 1, -5, 9, 2, 6]
    const sizes = values.map(Math.abs)
    const differences = sizes.flatMap((a) => sizes.map((b) => Math.abs(a - b)))
    const mean = sizes.reduce((sum, size) => sum + size, 0) / 8
    const expected = differences.reduce((sum, difference) => sum + difference, 0) / 64 / (2 * mean)
    expect(giniOfMagnitudes(values)).toBeCloseTo(expected, 12)
  })

  test('zeros have none', () => {
    expect(giniOfMagnitudes([0, 0])).toBeNaN()
  })
})
