import { describe, expect, it } from 'vitest'
import { median, medianDistance } from '../../src/math/median.ts'
import { createRandom } from '../../src/random/random.ts'

const draws = (count: number, seed: number): Float64Array => {
  const random = createRandom(seed)
  return Float64Array.from({ length: count }, () => random.next())
}

function distances(values: ArrayLike<number>): number[] {
  const all: number[] = []
  for (let i = 0; i < values.length; i++) for (let j = 0; j < i; j++) all.push(Math.abs(values[i]! - values[j]!))
  return all
}

describe('the median', () => {
  it('is the middle value, or lies between the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([-5])).toBe(-5)
  })

  it('does not exist without values', () => {
    expect(median([])).toBeNaN()
  })
})

describe('the median distance', () => {
  it('is taken over all pairs: 0.48 for the outputs of the published HSIC example', () => {
    expect(medianDistance([0.1, 0.62, 0.22, 0.81, 0.74, 0.18, 0.93, 0.05])).toBeCloseTo(0.48, 12)
  })

  it.each([2, 3, 4, 7, 30, 101])('equals the median of the listed distances of %i values', (count) => {
    const values = draws(count, count)
    expect(medianDistance(values)).toBe(median(distances(values)))
  })

  it('is 0 where more than half of the pairs are equal', () => {
    expect(medianDistance([1, 1, 1, 1, 1, 7])).toBe(0)
  })

  it('finds tiny distances beside huge ones', () => {
    expect(medianDistance([0, 1e-300, 1e300])).toBe(1e300)
    expect(medianDistance([0, 1e-12, 2e-12, 3e-12, 1])).toBeCloseTo(median(distances([0, 1e-12, 2e-12, 3e-12, 1])), 20)
  })

  it('takes twenty thousand values without listing their pairs', () => {
    // The distance of two uniform numbers has the median 1 - sqrt(1/2).
    expect(medianDistance(draws(20_000, 4))).toBeCloseTo(1 - Math.SQRT1_2, 2)
  })

  it('does not exist for a single value', () => {
    expect(medianDistance([2])).toBeNaN()
  })
})
