import { expect, test } from 'vitest'
import { pearson } from '../../src/math/pearson.ts'

test.each([
  ['a rising line is 1', [1, 2, 4], [10, 12, 16], 1],
  ['a falling line is -1', [1, 2, 4], [3, 1, -3], -1],
  // Deviations -1 0 1 and -1 2 -1: nothing in common.
  ['a line and a peak are 0', [1, 2, 3], [0, 3, 0], 0],
  // Deviations -1 0 1 and -1 1 0: 1 over sqrt(2 * 2).
  ['two out of order are a half', [1, 2, 3], [1, 3, 2], 0.5],
  ['a constant side has none', [1, 1, 1], [1, 2, 3], Number.NaN],
  ['a constant side has none, whatever its bits', [0.1, 0.1, 0.1], [1, 2, 4], Number.NaN],
  ['a single value has none', [1], [2], Number.NaN],
])('correlation: %s', (_, a, b, expected) => {
  if (Number.isNaN(expected)) expect(pearson(a, b)).toBeNaN()
  else expect(pearson(a, b)).toBeCloseTo(expected, 14)
})
