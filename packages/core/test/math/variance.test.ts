import { expect, test } from 'vitest'
import { sampleVariance, variance } from '../../src/math/variance.ts'

test.each([
  ['distances from the mean 4 are 2, 0 and 2', [2, 4, 6], 8 / 3],
  ['a large mean takes nothing from it', [1e9 + 1, 1e9 + 3], 1],
  ['equal values have none', [7, 7, 7], 0],
  ['no values have no mean', [], Number.NaN],
])('variance: %s', (_, values, expected) => {
  expect(variance(values)).toBe(expected)
})

test.each([
  ['divides by one less', [2, 4, 6], 4],
  ['one value says nothing of its spread', [7], Number.NaN],
])('variance of a sample: %s', (_, values, expected) => {
  expect(sampleVariance(values)).toBe(expected)
})
