import { describe, expect, test } from 'vitest'
import { nearestDistances, prefixEffectiveness } from '../../src/methods/submodular/nearest-distances.ts'

/** Angular distances of unit vectors at these degrees. */
function distancesAt(degrees: readonly number[]): Float64Array {
  return Float64Array.from(degrees.flatMap((a) => degrees.map((b) => Math.min(Math.abs(a - b), 360 - Math.abs(a - b)) / 180)))
}

/** Effectiveness of the whole set. */
function effectivenessAt(...degrees: number[]): number {
  const order = degrees.map((_, i) => i)
  return prefixEffectiveness(distancesAt(degrees), order).at(-1)!
}

describe('effectiveness', () => {
  test.each([
    [[0], 0],
    [[0, 0], 0],
    [[0, 90], 1],
    [[0, 180], 2],
    [[0, 60, 150], 1.166667],
    [[0, 60, 150, 155], 0.722222],
  ])('of vectors at %j degrees is %d', (degrees, expected) => {
    expect(effectivenessAt(...degrees)).toBeCloseTo(expected, 6)
  })

  test('of three orthogonal vectors is 1.5', () => {
    const orthogonal = Float64Array.from([0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0])
    expect(prefixEffectiveness(orthogonal, [0, 1, 2]).at(-1)).toBeCloseTo(1.5, 12)
  })

  test('falls when a near duplicate is added: it is not monotone', () => {
    expect(effectivenessAt(0, 180, 178.2)).toBeCloseTo(1.01, 6)
  })

  test('is given for every prefix, 0 for none and for one region', () => {
    expect([...prefixEffectiveness(distancesAt([0, 60, 150]), [2, 0, 1])].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0, 0, 1.666667, 1.166667,
    ])
  })

  test('a region alone is farther from its nearest than any distance', () => {
    const distances = distancesAt([0, 60, 150])
    expect([...nearestDistances(distances, 3, [1])]).toEqual([2])
    expect([...nearestDistances(distances, 3, [0, 2, 1])].map((value) => Math.round(value * 1000))).toEqual([333, 500, 333])
  })
})
