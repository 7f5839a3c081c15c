import { describe, expect, test } from 'vitest'
import { bell, bellPeak } from '../../src/math/bell.ts'

describe('bell', () => {
  test('is a Gaussian of the distance from the middle, in units of the side', () => {
    // Five pixels, 0.4 of the side off the middle at the ends: exp(-(0.4 / 0.25)^2 / 2).
    expect([...bell(5, 0.25)]).toEqual([9111, 23794, bellPeak, 23794, 9111])
  })

  test('mirrors itself bit for bit on even sides', () => {
    const values = bell(224, 0.3)
    expect([...values].reverse()).toEqual([...values])
  })
})
