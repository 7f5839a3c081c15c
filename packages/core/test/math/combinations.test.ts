import { describe, expect, it } from 'vitest'
import { binomial, combinationOfRank } from '../../src/math/combinations.ts'

describe('binomial coefficients', () => {
  it.each([
    [5, 0, 1],
    [5, 2, 10],
    [5, 5, 1],
    [5, 6, 0],
    [49, 3, 18_424],
    [50, 12, 121_399_651_100],
    [1024, 2, 523_776],
  ])('of %i and %i is %i', (count, size, expected) => {
    expect(binomial(count, size)).toBe(expected)
  })
})

describe('combinations', () => {
  it('of three of five come in lexicographic order', () => {
    const all = Array.from({ length: 10 }, (_, rank) => combinationOfRank(rank, 5, 3).join(''))
    expect(all.join(' ')).toBe('012 013 014 023 024 034 123 124 134 234')
  })

  it('of all things are one set', () => {
    expect(combinationOfRank(0, 4, 4)).toEqual([0, 1, 2, 3])
  })

  it('are found in the middle of very many', () => {
    expect(combinationOfRank(binomial(50, 12) - 1, 50, 12)).toEqual([38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49])
  })
})
