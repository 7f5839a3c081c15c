import { describe, expect, test } from 'vitest'
import { compareAnswers } from '../../src/answer/compare-answers.ts'
import { sufficientRule } from '../../src/answer/rule.ts'
import { type SecondSet, secondSet } from '../../src/answer/second.ts'
import { createSetSearch } from '../../src/answer/set-search.ts'
import { complementOf, membersOf, setOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import { andOracle, gridOracle, logisticOracle, type Oracle, oracleSets, orOracle } from '../../src/testing/oracles.ts'
import { countMeasured, logisticOrder, measureCurvesOf, pairOrder } from './curves-of.ts'

const { signal } = new AbortController()
const inOrder = (count: number): number[] => [...Array(count).keys()]

interface Searched {
  readonly second: SecondSet | null
  readonly forwards: number
}

async function searchWithout(
  sets: RegionSets,
  order: ArrayLike<number>,
  threshold: number,
  answer: readonly number[],
): Promise<Searched> {
  const whole = await measureCurvesOf(sets, order)
  const set = setOf(answer, sets.count)
  await sets.measure([set])
  const before = countMeasured(sets)
  const second = await secondSet(createSetSearch(sets, sufficientRule(threshold, whole.probability), signal), set)
  return { second, forwards: countMeasured(sets) - before }
}

describe('a second answer, without any region of the first', () => {
  test('does not exist where every answer has both of two regions', async () => {
    const { second } = await searchWithout(oracleSets(andOracle), pairOrder, 0.75, [4, 5])
    expect(second!.rest.holds).toBe(false)
    expect(second!.rest.kept.probability).toBeCloseTo(0.15, 12)
    expect(second!.set).toBeNull()
  })

  test('is the other of two regions that are enough alone', async () => {
    const { second } = await searchWithout(oracleSets(orOracle), pairOrder, 0.75, [5])
    expect(second!.rest.holds).toBe(true)
    expect(membersOf(second!.set!.set)).toEqual([4])
    expect(second!.set!.irreducible).toBe(true)
  })

  test('may exist although the rest of the picture is not enough', async () => {
    const { second } = await searchWithout(oracleSets(logisticOracle), logisticOrder, 0.75, [5])
    expect(second!.rest.holds).toBe(false)
    expect(membersOf(second!.set!.set)).toEqual([1, 3])
    expect(second!.set!.irreducible).toBe(true)
  })

  test('is disjoint from the first, holds, and costs 60 forwards at most', async () => {
    for (const threshold of [0.5, 0.75, 0.9]) {
      const sets = oracleSets(gridOracle)
      const whole = await measureCurvesOf(sets, inOrder(49))
      const { second, forwards } = await searchWithout(sets, inOrder(49), threshold, [12, 23, 38])
      const { set, score } = second!.set!
      expect(membersOf(set).filter((region) => [12, 23, 38].includes(region))).toEqual([])
      expect(score).toEqual(sets.lookUp(set))
      expect(score.probability).toBeGreaterThanOrEqual(threshold * whole.probability)
      expect(forwards).toBeLessThanOrEqual(60)
    }
  })

  test('is none when it would take more than half of the regions', async () => {
    // Without region 0 seven of the other nine are needed.
    const spread: Oracle = { count: 10, probability: (set) => (set[0] || set.reduce((a, b) => a + b, 0) >= 7 ? 0.9 : 0.1) }
    const { second } = await searchWithout(oracleSets(spread), inOrder(10), 0.75, [0])
    expect(second!.rest.holds).toBe(true)
    expect(second!.set).toBeNull()
  })

  test('of an answer of all regions is looked for in nothing', async () => {
    const all: Oracle = { count: 3, probability: (set) => (set.includes(0) ? 0.2 : 0.9) }
    const { second, forwards } = await searchWithout(oracleSets(all), inOrder(3), 0.75, [0, 1, 2])
    expect([second!.rest.kept.probability, second!.set, forwards]).toEqual([0.2, null, 0])
  })

  test('takes half of what the budget has left, and says what it then knows', async () => {
    for (let extra = 0; extra <= 20; extra++) {
      const sets = oracleSets(gridOracle, { budget: 99 + extra })
      const { second, forwards } = await searchWithout(sets, inOrder(49), 0.5, [12, 23, 38])
      expect(forwards).toBeLessThanOrEqual(Math.ceil(extra / 2))
      expect(second === null).toBe(extra === 0)
    }
  })
})

test('a second answer smaller than the first takes its place, with a certificate', async () => {
  const either: Oracle = { count: 8, probability: (set) => (set[7] || (set[0] && set[1] && set[2]) ? 0.9 : 0.1) }
  const sets = oracleSets(either)
  await sets.measure([new Uint8Array(8), setOf(inOrder(8), 8), setOf([0, 1, 2], 8), setOf([0, 1], 8), setOf([7, 4, 5], 8)])
  const search = createSetSearch(sets, sufficientRule(0.75, 0.9), signal)
  const answer = { set: setOf([0, 1, 2], 8), score: sets.lookUp(setOf([0, 1, 2], 8))!, irreducible: true }
  const { first, second } = await compareAnswers(search, answer, true)
  expect([membersOf(first.set), first.irreducible]).toEqual([[7], true])
  expect(membersOf(second!.set!.set)).toEqual([0, 1, 2])
  expect(second!.rest).toEqual({ kept: sets.lookUp(complementOf(first.set)), holds: true })
})
