import { describe, expect, test } from 'vitest'
import { measuredOthers, type OtherSets, otherSets } from '../../src/answer/others.ts'
import { sufficientRule } from '../../src/answer/rule.ts'
import { createSetSearch } from '../../src/answer/set-search.ts'
import { membersOf, setOf, sizeOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import { andOracle, gridOracle, logisticOracle, type Oracle, oracleSets, orOracle } from '../../src/testing/oracles.ts'
import { countMeasured, logisticOrder, measureCurvesOf, pairOrder } from './curves-of.ts'

const { signal } = new AbortController()

interface Looked {
  readonly others: OtherSets
  readonly forwards: number
  readonly needed: number
  readonly sets: RegionSets
}

async function lookBeside(
  sets: RegionSets,
  order: ArrayLike<number>,
  threshold: number,
  answer: readonly number[],
): Promise<Looked> {
  const whole = await measureCurvesOf(sets, order)
  const set = setOf(answer, sets.count)
  await sets.measure([set])
  const before = countMeasured(sets)
  const others = await otherSets(createSetSearch(sets, sufficientRule(threshold, whole.probability), signal), set)
  return { others, forwards: countMeasured(sets) - before, needed: threshold * whole.probability, sets }
}

describe('other sets as small as the answer', () => {
  test.each([
    ['and', andOracle, pairOrder, 0.75, [4, 5], 0, [4, 5], 4],
    ['or', orOracle, pairOrder, 0.75, [5], 1, [], 2],
    ['or', orOracle, pairOrder, 0.5, [4], 1, [], 0],
    ['logistic', logisticOracle, logisticOrder, 0.5, [3], 2, [], 2],
    ['logistic', logisticOracle, logisticOrder, 0.75, [5], 0, [5], 2],
  ] as const)('on the %s oracle', async (_, oracle, order, threshold, answer, found, core, cost) => {
    const { others, forwards } = await lookBeside(oracleSets(oracle), order, threshold, answer)
    expect(others.found).toBe(found)
    expect(membersOf(others.core)).toEqual(core)
    expect(forwards).toBe(cost)
  })

  test('are measured, hold, and share exactly the core', async () => {
    const { others, needed, forwards, sets } = await lookBeside(oracleSets(gridOracle), [...Array(49).keys()], 0.5, [12, 23, 38])
    const equal = [...sets.measured()].filter(
      ([set, { probability, top }]) => sizeOf(set) === 3 && probability >= top && probability >= needed,
    )
    expect(others.found).toBe(equal.length - 1)
    expect(others.found).toBeGreaterThan(0)
    expect(membersOf(others.core)).toEqual([12, 23, 38].filter((region) => equal.every(([set]) => set[region])))
    expect(forwards).toBeLessThanOrEqual(6)
  })

  test('do not exist beside an answer of all regions', async () => {
    const all: Oracle = { count: 3, probability: (set) => (set.includes(0) ? 0.2 : 0.9) }
    const { others, forwards } = await lookBeside(oracleSets(all), [0, 1, 2], 0.75, [0, 1, 2])
    expect([others.found, membersOf(others.core), forwards]).toEqual([0, [0, 1, 2], 0])
  })

  test('cost 48 forwards at most where the decision is spread out', async () => {
    const most: Oracle = { count: 60, probability: (set) => (sizeOf(set) / 60) ** 2 }
    const order = [...Array(60).keys()]
    const { forwards } = await lookBeside(oracleSets(most), order, 0.9, order.slice(0, 57))
    expect(forwards).toBeLessThanOrEqual(48)
  })

  test('are only those known already once the budget is spent', async () => {
    const sets = oracleSets(orOracle, { budget: 12 })
    const { others, forwards } = await lookBeside(sets, pairOrder, 0.75, [5])
    expect([others.found, forwards]).toEqual([0, 0])
    const known = measuredOthers(createSetSearch(sets, sufficientRule(0.75, 0.75), signal), setOf([5], 6))
    expect(known).toEqual(others)
  })
})
