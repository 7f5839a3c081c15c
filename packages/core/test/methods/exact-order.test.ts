import { describe, expect, test } from 'vitest'
import { exactOrder } from '../../src/methods/submodular/searches/exact-order.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { gridOracle, logisticOracle, type Oracle } from '../../src/testing/oracles.ts'
import { areasUnder, runSearch } from './run-search.ts'

describe('the exact order', () => {
  test('costs every set once, whichever curves have weight', async () => {
    expect((await runSearch(exactOrder, logisticOracle)).forwards).toBe(4096)
    expect((await runSearch(exactOrder, logisticOracle, { collaboration: 0 })).forwards).toBe(4096)
  })

  test('has more between its curves than greedy’s where one step ahead is not enough', async () => {
    // Greedy takes region 0 first; regions 1 and 2 together are nearly everything.
    const oracle: Oracle = {
      count: 4,
      probability: (set) => 0.05 + 0.2 * set[0]! + 0.05 * set[3]! + (set[1]! && set[2]! ? 0.7 : 0),
    }
    const greedy = await runSearch(naiveGreedy, oracle, { collaboration: 0 })
    const exact = await runSearch(exactOrder, oracle, { collaboration: 0 })
    expect([...greedy.order]).toEqual([0, 3, 1, 2])
    expect([...exact.order]).toEqual([1, 2, 0, 3])
    expect(areasUnder(oracle, exact.order)[0]).toBeGreaterThan(areasUnder(oracle, greedy.order)[0] + 0.2)
  })

  test('counts the areas of regions', async () => {
    const oracle: Oracle = { count: 2, areas: [0.1, 0.9], probability: (set) => 0.5 * set[0]! + (set[1]! ? 0.5 : 0) }
    expect([...(await runSearch(exactOrder, oracle)).order]).toEqual([0, 1])
    expect([...(await runSearch(exactOrder, { ...oracle, areas: [0.9, 0.1] })).order]).toEqual([1, 0])
  })

  test('refuses more than 15 regions before it spends a forward', async () => {
    const rounds: number[] = []
    const onRound = (sets: readonly Uint8Array[]): void => {
      rounds.push(sets.length)
    }
    await expect(runSearch(exactOrder, gridOracle, {}, { onRound })).rejects.toMatchObject({
      code: 'USAGE_REGIONS',
      where: { value: 49, limit: 15 },
    })
    expect(rounds).toEqual([])
  })

  test('leaves greedy’s order, marked, and spends no more, when the budget cannot pay for all sets', async () => {
    const { order, complete, forwards } = await runSearch(exactOrder, logisticOracle, {}, { budget: 4095 })
    expect(order).toEqual((await runSearch(naiveGreedy, logisticOracle)).order)
    expect([complete, forwards]).toEqual([false, 152])
  })
})
