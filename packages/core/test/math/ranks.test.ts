import { describe, expect, it } from 'vitest'
import { averageRanks, averageRanksOfPresent } from '../../src/math/ranks.ts'

describe('averageRanks', () => {
  it('counts from 1 for the smallest', () => {
    expect([...averageRanks([0.3, -2, Number.POSITIVE_INFINITY, 0.1])]).toEqual([3, 1, 4, 2])
  })

  it('gives equal values the average of their ranks', () => {
    expect([...averageRanks([2, 1, 2, 4])]).toEqual([2.5, 1, 2.5, 4])
    expect([...averageRanks([7, 7, 7])]).toEqual([2, 2, 2])
  })

  it('ranks nothing beside a NaN', () => {
    expect([...averageRanks([1, Number.NaN, 2])]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('of no values are none', () => {
    expect(averageRanks([])).toHaveLength(0)
  })
})

describe('ranks among what is present', () => {
  it('leave missing values missing, and give the others the ranks that they have without them', () => {
    const _ = Number.NaN
    expect(Array.from(averageRanksOfPresent([3, _, 1, 3, _]))).toEqual([2.5, _, 1, 2.5, _])
    expect(Array.from(averageRanksOfPresent([_, _]))).toEqual([_, _])
  })
})
