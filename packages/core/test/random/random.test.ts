import { describe, expect, it } from 'vitest'
import { createRandom, shuffled } from '../../src/random/random.ts'

describe('createRandom', () => {
  it('gives the published first numbers of mulberry32 with seed 1', () => {
    const random = createRandom(1)
    expect([random.next(), random.next(), random.next()].map((x) => Math.round(x * 2 ** 32))).toEqual([
      2693262067, 11749833, 2265367787,
    ])
  })

  it('finds any draw without drawing those before it', () => {
    const random = createRandom(42)
    const drawn = Array.from({ length: 100 }, () => random.next())
    expect(createRandom(42).at(99)).toBe(drawn[99])
  })
})

describe('shuffled', () => {
  it('is a permutation that depends on the seed alone', () => {
    const order = shuffled(49, createRandom(3))
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 49 }, (_, i) => i))
    expect(shuffled(49, createRandom(3))).toEqual(order)
    expect(shuffled(49, createRandom(4))).not.toEqual(order)
  })
})
