import { describe, expect, test } from 'vitest'
import { normalBelow } from '../../src/math/normal-distribution.ts'

describe('the normal distribution', () => {
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1.959963984540054, 0.025],
    [2.999999, 0.9986500975],
    [3, 0.9986501019683699],
    [-6, 9.865876450376981e-10],
    [-10, 7.619853024160527e-24],
  ])('below %d lies %d', (z, expected) => {
    expect(normalBelow(z) / expected).toBeCloseTo(1, 8)
  })

  test('is symmetric and never falls', () => {
    let last = 0
    for (let z = -12; z <= 12; z += 0.01) {
      const below = normalBelow(z)
      expect(below).toBeGreaterThanOrEqual(last)
      expect(below + normalBelow(-z)).toBeCloseTo(1, 14)
      last = below
    }
  })
})
