import { describe, expect, test } from 'vitest'
import { fitShape } from '../../src/model/tensor-shape.ts'

describe('fitShape', () => {
  test.each([
    ['a free batch', ['N', 3, 8, 8], 384, 2, [2, 3, 8, 8]],
    ['one more free axis', ['N', 3, 'height', 8], 480, 2, [2, 3, 10, 8]],
    ['no free axis', [4, 5], 20, 1, [4, 5]],
    ['a scalar', [], 1, 7, []],
  ])('fills %s', (_, declared, length, batch, shape) => {
    expect(fitShape('x', declared as (number | string)[], length, batch)).toEqual(shape)
  })

  test.each([
    ['too few numbers', ['N', 3], 5, 2],
    ['two unknown sizes', ['N', 3, 'h', 'w'], 96, 2],
    ['another fixed batch', [4, 5], 10, 2],
  ])('refuses %s', (_, declared, length, batch) => {
    expect(() => fitShape('x', declared as (number | string)[], length, batch)).toThrow(RangeError)
  })
})
