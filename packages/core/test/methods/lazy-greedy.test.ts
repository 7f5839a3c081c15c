import { describe, expect, test } from 'vitest'
import { lazyGreedy } from '../../src/methods/submodular/searches/lazy-greedy.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { additiveOracle, logisticOracle, type Oracle } from '../../src/testing/oracles.ts'
import { runSearch } from './run-search.ts'

describe('lazy greedy', () => {
  test('scores one region a step where no gain changes', async () => {
    const { order, rounds } = await runSearch(lazyGreedy({ window: 1, refresh: 8 }), additiveOracle)
    expect([...order]).toEqual([3, 1, 5, 2, 7, 6, 0, 4])
    // The two whole pictures, all regions, then the most promising; the sets of the last two steps are known.
    expect(rounds).toEqual([2, 16, 2, 2, 2, 2, 2])
  })

  test('looks on while the best known gain is no bound', async () => {
    // Regions 0 and 1 show the same, and most of region 2: beside 0, region 3 gains more than either.
    const oracle: Oracle = {
      count: 4,
      probability: (set) => 0.1 + (set[0]! || set[1]! ? 0.4 : 0) + (set[0] ? 0.05 : 0.3) * set[2]! + 0.1 * set[3]!,
    }
    const { order, rounds } = await runSearch(lazyGreedy({ window: 1, refresh: 4 }), oracle, { collaboration: 0 })
    expect([...order]).toEqual([0, 3, 2, 1])
    expect(rounds).toEqual([1, 4, 1, 1, 1, 1, 1])
  })

  test('overlooks a gain that rises until everything is scored again', async () => {
    // Region 3 is worth nothing alone and most beside region 0: the set score is not submodular.
    const oracle: Oracle = {
      count: 4,
      probability: (set) => 0.05 + 0.3 * set[0]! + 0.15 * set[1]! + 0.1 * set[2]! + (set[0]! && set[3]! ? 0.2 : 0),
    }
    const order = async (refresh: number): Promise<number[]> => [
      ...(await runSearch(lazyGreedy({ window: 1, refresh }), oracle, { collaboration: 0 })).order,
    ]
    expect(await order(4)).toEqual([0, 1, 2, 3])
    expect(await order(2)).toEqual([0, 1, 3, 2])
    expect(await order(1)).toEqual([0, 3, 1, 2])
  })

  test('is naive greedy when everything is scored in every step', async () => {
    const naive = await runSearch(naiveGreedy, logisticOracle)
    const { order, forwards } = await runSearch(lazyGreedy({ window: 1, refresh: 1 }), logisticOracle)
    expect(order).toEqual(naive.order)
    expect(forwards).toBe(naive.forwards)
  })
})
