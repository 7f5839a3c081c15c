import { expect, test } from 'vitest'
import { softmax } from '../../src/math/softmax.ts'

test('shares follow the powers of e, and only differences count', () => {
  const [first, second] = softmax(Float64Array.of(Math.log(3), 0))
  expect(first).toBeCloseTo(0.75, 12)
  expect(second).toBeCloseTo(0.25, 12)
  expect(softmax(Float64Array.of(2000, 2000))).toEqual(Float64Array.of(0.5, 0.5))
  expect(softmax(new Float64Array(0))).toEqual(new Float64Array(0))
})
