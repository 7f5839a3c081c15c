import { describe, expect, test } from 'vitest'
import { nextFloat } from '../../src/math/next-float.ts'

describe('the float32 next to a number', () => {
  test('above and below 1 lie 2^-23 and 2^-24 away', () => {
    expect([nextFloat(1, 1), nextFloat(1, -1)]).toEqual([1 + 2 ** -23, 1 - 2 ** -24])
  })

  test('negative numbers mirror positive ones', () => {
    expect([nextFloat(-1, 1), nextFloat(-1, -1)]).toEqual([-1 + 2 ** -24, -1 - 2 ** -23])
  })

  test('next to 0 lies the smallest number that is not subnormal, and the other way round', () => {
    expect([nextFloat(0, 1), nextFloat(-0, 1), nextFloat(0, -1)]).toEqual([2 ** -126, 2 ** -126, -(2 ** -126)])
    expect([nextFloat(2 ** -126, -1), nextFloat(-(2 ** -126), 1)]).toEqual([0, 0])
  })

  test('6 as ReLU6 has it', () => {
    expect(nextFloat(6, -1)).toBe(6 - 2 ** -21)
  })
})
