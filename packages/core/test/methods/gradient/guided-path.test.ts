import { describe, expect, test } from 'vitest'
import { createGuidedPath } from '../../../src/methods/gradient/guided-path.ts'

const rules = { fraction: 0.25, corridor: 1 }

describe('a guided path', () => {
  test('moves the quarter with the smallest gradients first, and the last ones in part', () => {
    const path = createGuidedPath(new Float64Array([1, 1, 1, 1]), rules)
    path.advance(new Float32Array([3, -1, 2, 4]), 0.375)
    expect([...path.progress]).toEqual([0, 1, 0.5, 0])
    expect([...path.shares]).toEqual([0, -1, 1, 0])
  })

  test('counts distances, not numbers: a long way takes more of a step', () => {
    const path = createGuidedPath(new Float64Array([-6, 2]), { ...rules, fraction: 0.5 })
    path.advance(new Float32Array([1, 2]), 0.5)
    expect([...path.progress]).toEqual([4 / 6, 0])
    expect(path.shares[0]).toBeCloseTo(-4, 12)
  })

  test('keeps every number within its distance of the straight line', () => {
    const path = createGuidedPath(new Float64Array([1, 1, 1, 1]), { fraction: 0.25, corridor: 0.1 })
    path.advance(new Float32Array([1, 2, 3, 4]), 0.5)
    expect([...path.progress].map((p) => Number(p.toFixed(12)))).toEqual([0.6, 0.6, 0.4, 0.4])
  })

  test('is the straight line at the distance 0, and ends at the picture', () => {
    const path = createGuidedPath(new Float64Array([1, -2, 3]), { fraction: 0.25, corridor: 0 })
    path.advance(new Float32Array([1, 2, 3]), 0.5)
    expect([...path.progress]).toEqual([0.5, 0.5, 0.5])
    path.advance(new Float32Array([1, 2, 3]), 1)
    expect([...path.progress]).toEqual([1, 1, 1])
    expect([...path.shares]).toEqual([1, -4, 9])
  })

  test('moves numbers with equal gradients together', () => {
    const path = createGuidedPath(new Float64Array([1, 1, 1, 1]), rules)
    path.advance(new Float32Array([2, -2, 2, 5]), 0.3)
    expect([...path.progress].map((p) => Number(p.toFixed(12)))).toEqual([0.4, 0.4, 0.4, 0])
  })

  test('leaves alone what does not differ from the picture', () => {
    const path = createGuidedPath(new Float64Array([0, 2]), rules)
    path.advance(new Float32Array([0, 7]), 0.5)
    expect([...path.shares]).toEqual([0, 7])
  })
})
