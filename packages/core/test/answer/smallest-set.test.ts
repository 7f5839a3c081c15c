import { describe, expect, test } from 'vitest'
import { flipRule, sufficientRule } from '../../src/answer/rule.ts'
import { createSetSearch } from '../../src/answer/set-search.ts'
import { orSmaller, smallestSet } from '../../src/answer/smallest-set.ts'
import { complementOf, membersOf, setOf } from '../../src/surrogate/region-set.ts'
import { andOracle, logisticOracle, oracleSets, orOracle } from '../../src/testing/oracles.ts'
import { countMeasured, logisticOrder, measureCurvesOf, pairOrder } from './curves-of.ts'

const { signal } = new AbortController()

describe('the search for the fewest regions', () => {
  test.each([
    ['and', andOracle, pairOrder, 0.5, [4, 5], [5], 4],
    ['and', andOracle, pairOrder, 0.75, [4, 5], [5], 4],
    ['or', orOracle, pairOrder, 0.5, [5], [4, 5], 4],
    ['or', orOracle, pairOrder, 0.75, [5], [4, 5], 4],
    ['logistic', logisticOracle, logisticOrder, 0.5, [3], [3], 0],
    ['logistic', logisticOracle, logisticOrder, 0.75, [5], [3], 1],
  ] as const)(
    'on the %s oracle finds the smallest sets at the known cost',
    async (_, oracle, order, threshold, enough, flip, cost) => {
      const sets = oracleSets(oracle)
      const whole = await measureCurvesOf(sets, order)
      const before = countMeasured(sets)
      const kept = await smallestSet(createSetSearch(sets, sufficientRule(threshold, whole.probability), signal))
      const dropped = await smallestSet(createSetSearch(sets, flipRule(), signal))
      expect([membersOf(kept!.set), kept!.irreducible]).toEqual([enough, true])
      expect([membersOf(dropped!.set), dropped!.irreducible]).toEqual([flip, true])
      expect(countMeasured(sets) - before).toBe(cost)
    },
  )

  test('keeps to the allowed regions', async () => {
    const sets = oracleSets(logisticOracle)
    const whole = await measureCurvesOf(sets, logisticOrder)
    await sets.measure([setOf([5, 6], 12)])
    const search = createSetSearch(sets, sufficientRule(0.5, whole.probability), signal)
    const found = await smallestSet({ ...search, allowed: complementOf(setOf([1, 3], 12)) })
    expect(membersOf(found!.set)).toEqual([5])
  })

  test('finds nothing where no measured set of allowed regions holds', async () => {
    const sets = oracleSets(andOracle)
    const whole = await measureCurvesOf(sets, pairOrder)
    const search = createSetSearch(sets, sufficientRule(0.75, whole.probability), signal)
    expect(await smallestSet({ ...search, allowed: complementOf(setOf([4], 6)) })).toBeNull()
  })

  test('takes a smaller set that was measured after it', async () => {
    const sets = oracleSets(orOracle)
    await sets.measure([setOf([0, 4], 6), setOf([0, 1, 2, 3, 4, 5], 6)])
    const search = createSetSearch(sets, sufficientRule(0.75, 0.75), signal)
    const found = { set: setOf([0, 4], 6), score: sets.lookUp(setOf([0, 4], 6))!, irreducible: false }
    expect(await orSmaller(search, found)).toBe(found)
    await sets.measure([setOf([5], 6)])
    expect(membersOf((await orSmaller(search, found)).set)).toEqual([5])
  })
})
