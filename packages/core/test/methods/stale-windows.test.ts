import { describe, expect, test } from 'vitest'
import { forwardsAtMost } from '../../src/methods/submodular/cost.ts'
import { submodularParameters } from '../../src/methods/submodular/parameters.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { staleWindows } from '../../src/methods/submodular/searches/stale-windows.ts'
import { additiveOracle, gridOracle, logisticOracle, type Oracle } from '../../src/testing/oracles.ts'
import { runSearch, tableOracle } from './run-search.ts'

describe('stale windows', () => {
  test('score everything in every refreshed step and a window in between', async () => {
    const { rounds } = await runSearch(staleWindows({ window: 4, pending: 3, refresh: 3 }), logisticOracle)
    // The two whole pictures; then heads of 12, 4, 4, 6, 4, 3 and 2 sets with tails of 3 while more than three are left.
    expect(rounds).toEqual([2, 24, 8, 6, 8, 6, 12, 6, 8, 6, 4])
  })

  test.each([
    [{ window: 10, pending: 8, refresh: 5 }, 986],
    [{ window: 8, pending: 4, refresh: 10 }, 674],
    [{ window: 2, pending: 20, refresh: 3 }, 1134],
  ])('with %j spend the %d forwards of their bound, as no set comes up twice', async (options, forwards) => {
    expect(forwardsAtMost(submodularParameters.parse({ search: 'stale-windows', ...options }), 49)).toBe(forwards)
    expect((await runSearch(staleWindows(options), gridOracle)).forwards).toBe(forwards)
  })

  test('take the lowest of equally good regions to the head', async () => {
    // Sorted alone, region 2 comes before region 1; beside region 0 they are worth the same.
    const oracle = tableOracle(4, '0 .5, 1 .2, 2 .3, 01 .6, 02 .6')
    const { order } = await runSearch(staleWindows({ window: 3, pending: 4, refresh: 5 }), oracle, { collaboration: 0 })
    expect([...order]).toEqual([0, 1, 2, 3])
  })

  test('with all regions in the window choose as naive greedy does', async () => {
    const naive = await runSearch(naiveGreedy, logisticOracle)
    const { order } = await runSearch(staleWindows({ window: 12, pending: 12, refresh: 12 }), logisticOracle)
    // The first of the tail is the last of the first sorting.
    expect([...order].slice(0, -1)).toEqual([...naive.order].slice(0, -1))
    expect(order.at(-1)).toBe(7)
  })

  test('overlook a region whose gain rises behind the window until they are refreshed', async () => {
    // Region 3 is worth nothing alone and most beside region 0.
    const oracle: Oracle = {
      count: 5,
      probability: (set) => 0.05 + 0.3 * set[0]! + 0.15 * set[1]! + 0.1 * set[2]! + (set[0]! && set[3]! ? 0.2 : 0),
    }
    const order = async (refresh: number): Promise<number[]> => [
      ...(await runSearch(staleWindows({ window: 2, pending: 5, refresh }), oracle, { collaboration: 0 })).order,
    ]
    expect(await order(1)).toEqual([0, 3, 1, 2, 4])
    expect(await order(5)).toEqual([0, 1, 3, 2, 4])
  })

  test('when the budget ends the regions left stand in the last sorting', async () => {
    const { order, complete } = await runSearch(
      staleWindows({ window: 4, pending: 3, refresh: 3 }),
      additiveOracle,
      {},
      { budget: 18 },
    )
    expect([...order]).toEqual([3, 1, 5, 2, 7, 6, 0, 4])
    expect(complete).toBe(false)
  })
})
