import { describe, expect, test } from 'vitest'
import { createRegionSets } from '../../src/surrogate/create-region-sets.ts'
import { focusOn } from '../../src/surrogate/focus-on.ts'
import { limitBudget } from '../../src/surrogate/limit-budget.ts'
import { complementOf, membersOf, prefixesOf, setKey, setOf } from '../../src/surrogate/region-set.ts'
import { additiveOracle, oracleSets } from '../../src/testing/oracles.ts'

describe('region sets', () => {
  test('keys are equal exactly for equal sets, beyond sixteen regions too', () => {
    const sets = [setOf([0], 40), setOf([15], 40), setOf([16], 40), setOf([39], 40), setOf([], 40), setOf([0, 39], 40)]
    expect(new Set(sets.map(setKey)).size).toBe(sets.length)
    expect(setKey(setOf([3, 17], 40))).toBe(setKey(setOf([17, 3], 40)))
  })

  test('prefixes run from nothing to everything', () => {
    expect(prefixesOf([2, 0, 1]).map(membersOf)).toEqual([[], [2], [0, 2], [0, 1, 2]])
    expect(membersOf(complementOf(setOf([1], 3)))).toEqual([0, 2])
  })

  test('a set is measured once, in one round with what is new', async () => {
    const rounds: number[] = []
    const sets = oracleSets(additiveOracle, { onRound: (round) => rounds.push(round.length) })
    const [first, again] = await sets.measure([setOf([3], 8), setOf([3], 8), setOf([1], 8)])
    await sets.measure([setOf([1], 8), setOf([], 8)])
    await sets.measure([setOf([3], 8)])
    expect(rounds).toEqual([2, 1])
    expect(first).toBe(again)
    expect(first!.probability).toBeCloseTo(0.31, 12)
    expect([...sets.measured()].map(([set]) => membersOf(set))).toEqual([[3], [1], []])
  })

  test('looking up costs nothing', async () => {
    const sets = oracleSets(additiveOracle, { budget: 1 })
    await sets.measure([setOf([3], 8)])
    expect(sets.lookUp(setOf([3], 8))!.probability).toBeCloseTo(0.31, 12)
    expect(sets.lookUp(setOf([2], 8))).toBeUndefined()
    expect(sets.remaining).toBe(0)
  })

  test('a measured set is safe from changes of the caller’s array', async () => {
    const sets = oracleSets(additiveOracle)
    const set = setOf([3], 8)
    await sets.measure([set])
    set[1] = 1
    expect([...sets.measured()].map(([kept]) => membersOf(kept))).toEqual([[3]])
  })

  test('a round that the budget cannot pay for is refused as a whole', async () => {
    const sets = oracleSets(additiveOracle, { budget: 1 })
    await expect(sets.measure([setOf([3], 8), setOf([1], 8)])).rejects.toMatchObject({
      code: 'BUDGET_SPENT',
      where: { value: 2, limit: 1 },
    })
    expect([...sets.measured()]).toEqual([])
  })

  test('areas of another number of regions are refused', () => {
    expect(() =>
      createRegionSets({
        count: 3,
        areas: new Float64Array(2),
        centres: null,
        score: async () => [],
        remaining: () => 0,
        distances: null,
      }),
    ).toThrow(expect.objectContaining({ code: 'USAGE_REGIONS' }))
  })

  test('the surrogate holds what is measured, in order, and grows', async () => {
    const sets = oracleSets(additiveOracle)
    await sets.measure([setOf([], 8), setOf([3], 8)])
    const surrogate = sets.surrogate()
    expect(surrogate.rows).toBe(2)
    expect(sets.surrogate().fits).toBe(1)
    await sets.measure([setOf([1, 3], 8)])
    expect(sets.surrogate()).toBe(surrogate)
    expect([surrogate.rows, surrogate.fits]).toEqual([3, 2])
    expect(membersOf(surrogate.masks.slice(16, 24))).toEqual([1, 3])
  })
})

test('more regions than a surrogate serves are refused before anything is allocated', () => {
  const sets = oracleSets({ count: 1025, probability: () => 0.5 })
  expect(() => sets.surrogate()).toThrow(expect.objectContaining({ code: 'USAGE_REGIONS', where: { value: 1025, limit: 1024 } }))
})

describe('a limited view of region sets', () => {
  test('spends its own budget on what is new only', async () => {
    const sets = oracleSets(additiveOracle)
    await sets.measure([setOf([0], 8)])
    const limited = limitBudget(sets, 2)
    await limited.measure([setOf([0], 8), setOf([1], 8)])
    expect([limited.spent, limited.remaining]).toEqual([1, 1])
    await expect(limited.measure([setOf([2], 8), setOf([3], 8)])).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
    expect(limited.spent).toBe(1)
  })

  test('never has more than the sets behind it', () => {
    expect(limitBudget(oracleSets(additiveOracle, { budget: 3 }), 10).remaining).toBe(3)
  })
})

test('a focused surrogate knows the named sets and what is measured through it', async () => {
  const sets = oracleSets(additiveOracle)
  await sets.measure([setOf([0], 8), setOf([1], 8), setOf([2], 8)])
  const focused = focusOn(sets, [setOf([1], 8), setOf([7], 8)])
  expect(focused.surrogate().rows).toBe(1)
  await focused.measure([setOf([5], 8), setOf([1], 8)])
  expect(focused.surrogate().rows).toBe(2)
  expect([...focused.measured()]).toHaveLength(4)
})
