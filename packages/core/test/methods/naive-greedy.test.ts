import { describe, expect, test } from 'vitest'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { sizeOf } from '../../src/surrogate/region-set.ts'
import { additiveOracle, andOracle, gridOracle, logisticOracle, type Oracle } from '../../src/testing/oracles.ts'
import { runSearch, words } from './run-search.ts'

describe('naive greedy', () => {
  test('costs N (N + 1) forwards less the sets that come up twice, and a round a step', async () => {
    const { rounds } = await runSearch(naiveGreedy, logisticOracle)
    expect(rounds).toEqual([24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 2])
    expect((await runSearch(naiveGreedy, gridOracle)).forwards).toBe(49 * 50 - 4)
  })

  test('costs half when collaboration has no weight', async () => {
    expect((await runSearch(naiveGreedy, logisticOracle, { collaboration: 0 })).forwards).toBe((12 * 13) / 2)
  })

  test('prefers regions that differ from the chosen ones when effectiveness has weight', async () => {
    // Regions 0 and 1 look alike; region 2 is unlike both. All are equally good.
    const oracle: Oracle = { count: 3, probability: (set) => 0.1 + 0.2 * sizeOf(set) }
    const distances = async (): Promise<Float64Array> => Float64Array.from([0, 0.1, 0.9, 0.1, 0, 0.9, 0.9, 0.9, 0])
    const diverse = await runSearch(naiveGreedy, oracle, { effectiveness: 1 }, { distances })
    expect([...(await runSearch(naiveGreedy, oracle)).order]).toEqual([0, 1, 2])
    expect([...diverse.order]).toEqual([0, 2, 1])
  })

  test('refuses effectiveness for a model without features', async () => {
    await expect(runSearch(naiveGreedy, additiveOracle, { effectiveness: 1 })).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
  })

  test('a spent budget leaves the rest in the order of the first scores', async () => {
    // On the logistic oracle the first step costs 24 forwards and the second 22, so that 47 allow two choices.
    const first = await runSearch(naiveGreedy, logisticOracle, {}, { budget: 24 })
    const second = await runSearch(naiveGreedy, logisticOracle, {}, { budget: 47 })
    expect([...second.order].slice(0, 2)).toEqual([3, 5])
    expect([...second.order].slice(2)).toEqual([...first.order].slice(1).filter((region) => region !== 5))
    expect(second.complete).toBe(false)
  })

  test('without a forward the regions stay as they are', async () => {
    const { order, complete } = await runSearch(naiveGreedy, additiveOracle, {}, { budget: 0 })
    expect([...order]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(complete).toBe(false)
  })

  test('reports a complete order after every step', async () => {
    const { reported } = await runSearch(naiveGreedy, andOracle)
    expect(reported).toHaveLength(6)
    expect(reported.at(-1)).toEqual(words('4 5 0 1 2 3'))
  })
})
