import { describe, expect, test } from 'vitest'
import { forwardsAtMost } from '../../src/methods/submodular/cost.ts'
import { submodularParameters } from '../../src/methods/submodular/parameters.ts'
import { bidirectionalGreedy } from '../../src/methods/submodular/searches/bidirectional-greedy.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { sizeOf } from '../../src/surrogate/region-set.ts'
import { additiveOracle, gridOracle, logisticOracle, type Oracle } from '../../src/testing/oracles.ts'
import { runSearch, tableOracle, words } from './run-search.ts'

describe('bidirectional greedy', () => {
  test.each([
    [2, '3 1 5 2 7', 4],
    [4, '3 1 5 2 7 6', 5],
  ])('with %d pending regions finds the head %s of the additive oracle in %d steps', async (pending, head, steps) => {
    const { order, reported } = await runSearch(bidirectionalGreedy({ pending }), additiveOracle)
    expect([...order].slice(0, words(head).length)).toEqual(words(head))
    // The last region of the head is left over: it takes no step.
    expect(reported).toHaveLength(steps)
  })

  test('fills the tail from the worst region on', async () => {
    const { reported } = await runSearch(bidirectionalGreedy({ pending: 2 }), additiveOracle)
    expect(reported.map((order) => order.slice(-3))).toEqual([words('6 0 4'), words('6 0 4'), words('6 0 4'), words('6 0 4')])
    expect(reported.map((order) => order[0])).toEqual([3, 3, 3, 3])
  })

  test.each([
    [2, 1342, 1338],
    [8, 1594, 1592],
    [20, 1990, 1990],
  ])(
    'with %d pending regions has %d forwards once the tail of the first step is known, and spends %d',
    async (pending, most, spent) => {
      const bound = forwardsAtMost(submodularParameters.parse({ search: 'bidirectional', pending }), 49)
      expect(bound - 2 * pending).toBe(most)
      // Where head and tail meet, some sets come up twice.
      expect((await runSearch(bidirectionalGreedy({ pending }), gridOracle)).forwards).toBe(spent)
    },
  )

  test('is naive greedy when no step has a tail', async () => {
    const naive = await runSearch(naiveGreedy, logisticOracle)
    const { order, forwards } = await runSearch(bidirectionalGreedy({ pending: 12 }), logisticOracle)
    expect(order).toEqual(naive.order)
    expect(forwards).toBe(naive.forwards)
  })

  test('takes the region that is worst beside the tail, not the one that is worst beside the head', async () => {
    // Region 2 alone is worth least, but together with region 3, which goes to the tail first, it is worth more than region 1.
    const oracle: Oracle = {
      count: 5,
      probability: (set) =>
        0.05 + 0.3 * set[0]! + 0.12 * set[1]! + 0.1 * set[2]! + 0.2 * set[4]! + (set[2]! && set[3]! ? 0.1 : 0),
    }
    const { order } = await runSearch(bidirectionalGreedy({ pending: 2 }), oracle, { collaboration: 0 })
    expect([...order]).toEqual([0, 4, 2, 1, 3])
  })

  test('guesses the worst by how little they would add to the variety of the tail, not of the head', async () => {
    // Region 5 is best and region 1 worst; of the others region 2 looks most like 5 and region 3 most like 1.
    const oracle: Oracle = { count: 6, probability: (set) => 0.1 + 0.02 * sizeOf(set) + 0.02 * set[5]! - 0.01 * set[1]! }
    const between: Readonly<Record<string, number>> = { '0 5': 0.8, '2 5': 0.1, '0 1': 0.9, '1 2': 0.8, '1 3': 0.1 }
    const distances = async (): Promise<Float64Array> =>
      Float64Array.from({ length: 36 }, (_, i) => {
        const [a, b] = [Math.floor(i / 6), i % 6]
        return a === b ? 0 : (between[`${Math.min(a, b)} ${Math.max(a, b)}`] ?? 0.5)
      })
    const { order } = await runSearch(bidirectionalGreedy({ pending: 1 }), oracle, { effectiveness: 1 }, { distances })
    expect([...order].slice(0, 2)).toEqual([5, 0])
    expect([...order].slice(-2)).toEqual([3, 1])
  })

  test('sends the lowest of equally bad regions to the tail', async () => {
    // Beside region 4 in the tail, regions 1 and 2 are worth the same; beside the head region 2 is worth less.
    const oracle = tableOracle(5, '0 .5, 1 .3, 2 .3, 3 .4, 01 .62, 02 .6, 03 .7, 14 .2, 24 .2')
    const { order } = await runSearch(bidirectionalGreedy({ pending: 2 }), oracle, { collaboration: 0 })
    expect([...order]).toEqual([0, 3, 2, 1, 4])
  })

  test('when the budget ends the regions between head and tail stand by their first scores', async () => {
    // 24 forwards for the first step, whose tail is known from them, and 20 for the second, but only 4 for its tail.
    const { order, complete } = await runSearch(bidirectionalGreedy({ pending: 3 }), logisticOracle, {}, { budget: 48 })
    const first = await runSearch(naiveGreedy, logisticOracle, {}, { budget: 24 })
    expect(complete).toBe(false)
    expect([...order].slice(0, 2)).toEqual([3, 5])
    expect(order.at(-1)).toBe(7)
    expect([...order].slice(2, -1)).toEqual([...first.order].filter((region) => ![3, 5, 7].includes(region)))
  })
})
