import { describe, expect, test } from 'vitest'
import { conjugateGradient } from '../../src/math/conjugate-gradient.ts'

/** 4 1 / 1 3, whose solution for 1 2 is 1/11 7/11. */
const multiply = ([x, y]: Float64Array, product: Float64Array): void => product.set([4 * x! + y!, x! + 3 * y!])
const exact = { tolerance: 1e-13, iterations: 10 }

describe('conjugateGradient', () => {
  test('solves the textbook system from its first guess in two iterations', () => {
    const x = Float64Array.of(2, 1)
    const system = { multiply, precondition: (vector: Float64Array, product: Float64Array) => product.set(vector) }
    expect(conjugateGradient(system, Float64Array.of(1, 2), x, exact)).toBe(2)
    expect(x[0]).toBeCloseTo(1 / 11, 12)
    expect(x[1]).toBeCloseTo(7 / 11, 12)
  })

  test('needs one iteration with the inverse for a preconditioner, and none from the solution', () => {
    const precondition = ([x, y]: Float64Array, product: Float64Array): void =>
      product.set([(3 * x! - y!) / 11, (4 * y! - x!) / 11])
    const x = Float64Array.of(0, 0)
    expect(conjugateGradient({ multiply, precondition }, Float64Array.of(1, 2), x, exact)).toBe(1)
    expect(conjugateGradient({ multiply, precondition }, Float64Array.of(1, 2), x, exact)).toBe(0)
  })

  test('stops after the iterations that are allowed', () => {
    const x = Float64Array.of(2, 1)
    const system = { multiply, precondition: (vector: Float64Array, product: Float64Array) => product.set(vector) }
    expect(conjugateGradient(system, Float64Array.of(1, 2), x, { ...exact, iterations: 1 })).toBe(1)
    // The textbook's first iterate.
    expect(x[0]).toBeCloseTo(0.2356, 4)
    expect(x[1]).toBeCloseTo(0.3384, 4)
  })
})
