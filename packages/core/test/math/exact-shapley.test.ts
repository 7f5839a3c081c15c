import { describe, expect, it } from 'vitest'
import { exactShapley } from '../../src/math/exact-shapley.ts'

const valuesOf = (count: number, value: (z: readonly number[]) => number): Float64Array =>
  Float64Array.from({ length: 2 ** count }, (_, set) => value(Array.from({ length: count }, (_, i) => (set >>> i) & 1)))

describe('exact Shapley values', () => {
  it('share what players do together equally among them', () => {
    const shapley = exactShapley(
      valuesOf(4, ([a, b, c, d]) => 0.1 + 0.5 * a! + 0.3 * a! * b! * c! - 0.2 * d! + 0.4 * a! * c! * d!),
      4,
    )
    const expected = [0.5 + 0.1 + 0.4 / 3, 0.1, 0.1 + 0.4 / 3, -0.2 + 0.4 / 3]
    shapley.forEach((value, player) => {
      expect(value).toBeCloseTo(expected[player]!, 12)
    })
  })

  it('of one player are what it does', () => {
    expect([...exactShapley(Float64Array.of(0.2, 0.7), 1)]).toEqual([0.7 - 0.2])
  })

  it('of a game without difference are exactly zero', () => {
    expect([...exactShapley(new Float64Array(8).fill(0.3), 3)]).toEqual([0, 0, 0])
  })
})
