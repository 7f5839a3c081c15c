import { describe, expect, test } from 'vitest'
import { prune } from '../../src/answer/prune.ts'
import type { PrunedSet } from '../../src/answer/pruned-set.ts'
import { sufficientRule } from '../../src/answer/rule.ts'
import { createSetSearch } from '../../src/answer/set-search.ts'
import { logistic } from '../../src/math/logistic.ts'
import { membersOf, toggled } from '../../src/surrogate/region-set.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import { type Oracle, oracleSets } from '../../src/testing/oracles.ts'
import { countMeasured, measureCurvesOf } from './curves-of.ts'

const count = 140
const needed = Array.from({ length: 110 }, (_, place) => place)
/** Half of a picture is needed region by region; the others do nothing. */
const spreadOut: Oracle = {
  count,
  probability: (set) => logistic(3 - needed.filter((region) => !set[region]).length * 8),
}
const everyRegion = Array.from({ length: count }, (_, place) => place)
const rule = sufficientRule(0.75, spreadOut.probability(new Uint8Array(count).fill(1)))

interface Pruning {
  readonly sets: RegionSets
  readonly pruned: PrunedSet
  readonly forwards: number
}

async function pruneAll(cap?: number, budget = Number.POSITIVE_INFINITY): Promise<Pruning> {
  const sets = oracleSets(spreadOut, { budget: 2 * count + budget })
  const score = await measureCurvesOf(sets, everyRegion)
  const before = countMeasured(sets)
  const search = createSetSearch(sets, rule, new AbortController().signal)
  const pruned = await prune(search, { set: new Uint8Array(count).fill(1), score }, cap)
  return { sets, pruned, forwards: countMeasured(sets) - before }
}

describe('a set of more than a hundred regions', () => {
  test('loses all that it can do without, each of the rest tried, for about a forward a region', async () => {
    const { sets, pruned, forwards } = await pruneAll()
    expect(membersOf(pruned.set)).toEqual(needed)
    expect(pruned.irreducible).toBe(true)
    expect(needed.map((region) => rule.holds(sets.lookUp(toggled(pruned.set, region))!))).not.toContain(true)
    expect(forwards).toBeLessThan(2 * count)
  })

  test('keeps what was not tried when the cap is reached, and says so', async () => {
    const { pruned, forwards } = await pruneAll(24)
    expect(pruned.irreducible).toBe(false)
    expect(rule.holds(pruned.score)).toBe(true)
    expect(forwards).toBeLessThanOrEqual(24 + 16)
  })

  test.each([0, 5, 20, 60])('holds when the budget ends after %i forwards', async (budget) => {
    const { sets, pruned } = await pruneAll(undefined, budget)
    expect(pruned.irreducible).toBe(false)
    expect(sets.lookUp(pruned.set)).toEqual(pruned.score)
    expect(rule.holds(pruned.score)).toBe(true)
  })
})
