import { describe, expect, test } from 'vitest'
import { variance } from '../../src/math/variance.ts'
import { fillNormal } from '../../src/random/normal-noise.ts'

const draw = (seed: number, length: number, deviation = 1): Float32Array => {
  const values = new Float32Array(length)
  fillNormal(seed, deviation, values)
  return values
}

describe('normal noise', () => {
  test('has the mean, the deviation and the tails of a normal distribution', () => {
    const values = draw(1, 100_000, 2)
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(0.02)
    expect(Math.sqrt(variance(values))).toBeCloseTo(2, 1)
    // 4.55 % lie beyond two deviations.
    expect(values.filter((value) => Math.abs(value) > 4).length / values.length).toBeCloseTo(0.0455, 2)
  })

  test('is the same for a seed, and another for another', () => {
    expect(draw(3, 11)).toEqual(draw(3, 11))
    expect(draw(3, 11)).toEqual(draw(3, 12).subarray(0, 11))
    expect(draw(4, 11)).not.toEqual(draw(3, 11))
  })
})
