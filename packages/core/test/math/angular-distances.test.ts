import { expect, it } from 'vitest'
import { angularDistances } from '../../src/math/angular-distances.ts'

it('is the angle over pi: 0, a half, 1', () => {
  const distances = angularDistances(Float32Array.of(1, 0, 2, 0, 0, 3, -1, 0), 4)
  expect([...distances.subarray(0, 4)]).toEqual([0, 0, 0.5, 1])
})

it('counts a row of zeros as orthogonal', () => {
  expect([...angularDistances(Float32Array.of(1, 0, 0, 0), 2)]).toEqual([0, 0.5, 0.5, 0])
})
