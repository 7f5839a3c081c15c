import { describe, expect, test } from 'vitest'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { sampleSize, stochasticGreedy } from '../../src/methods/submodular/searches/stochastic-greedy.ts'
import { setOf } from '../../src/surrogate/region-set.ts'
import { additiveOracle, gridOracle, logisticOracle, type Oracle } from '../../src/testing/oracles.ts'
import { runSearch } from './run-search.ts'

describe('stochastic greedy', () => {
  test.each([
    [49, 10, 0.1, 12],
    [49, 10, 0.01, 23],
    [100, 5, 0.1, 47],
    [12, 1, 0.001, 12],
    [12, 12, 0.5, 1],
  ])('of %d regions and a prefix of %d samples, for %d, %d a step', (regions, prefix, epsilon, size) => {
    expect(sampleSize(regions, prefix, epsilon)).toBe(size)
  })

  test('scores a sample a step until the prefix is found', async () => {
    const { rounds, searched, complete } = await runSearch(stochasticGreedy({ prefix: 4, epsilon: 0.1 }), gridOracle)
    // The two whole pictures; then 29 regions, kept and hidden.
    expect(rounds).toEqual([2, 58, 58, 58, 58])
    expect([searched, complete]).toEqual([4, true])
  })

  test('finds greedy’s prefix with samples of all regions, and orders the others by their last gains', async () => {
    const naive = await runSearch(naiveGreedy, logisticOracle)
    const { order } = await runSearch(stochasticGreedy({ prefix: 3, epsilon: 0.001 }), logisticOracle)
    expect([...order].slice(0, 3)).toEqual([...naive.order].slice(0, 3))
    const additive = await runSearch(stochasticGreedy({ prefix: 2, epsilon: 0.001 }), additiveOracle)
    expect([...additive.order]).toEqual([3, 1, 5, 2, 7, 6, 0, 4])
  })

  test('takes the lowest of equally good regions of a sample', async () => {
    const flat: Oracle = { count: 6, probability: () => 0.5 }
    expect([...(await runSearch(stochasticGreedy({ prefix: 3, epsilon: 0.001 }), flat)).order]).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('puts regions that no sample had last, as they are', async () => {
    const { order, sets } = await runSearch(stochasticGreedy({ prefix: 1, epsilon: 0.5 }), additiveOracle)
    // A sample of ceil(8 ln 2) = 6 leaves two regions out.
    const alone = (region: number) => sets.lookUp(setOf([region], 8))
    const last = [...order].slice(-2)
    expect(last.map(alone)).toEqual([undefined, undefined])
    expect(last[0]).toBeLessThan(last[1]!)
    for (const region of [...order].slice(0, 6)) expect(alone(region)).toBeDefined()
  })

  test.each([1, 2, 3, 4])('compares gains, not scores, of regions that different steps have scored (seed %d)', async (seed) => {
    const search = stochasticGreedy({ prefix: 2, epsilon: 0.3 })
    const { order, sets } = await runSearch(search, additiveOracle, { collaboration: 0 }, { seed })
    const rest = [...order].slice(2)
    const scored = rest.filter((region) => sets.lookUp(setOf([region], 8)) || sets.lookUp(setOf([order[0]!, region], 8)))
    const best = [3, 1, 5, 2, 7, 6, 0, 4]
    expect(scored).toEqual(best.filter((region) => scored.includes(region)))
    expect(rest.slice(0, scored.length)).toEqual(scored)
  })

  test('draws other samples for another seed', async () => {
    const search = stochasticGreedy({ prefix: 4, epsilon: 0.3 })
    const orders = [1, 2, 3].map(async (seed) => (await runSearch(search, gridOracle, {}, { seed })).order.join(' '))
    expect(new Set(await Promise.all(orders)).size).toBe(3)
  })

  test('says how far it came when the budget ended', async () => {
    const { searched, complete } = await runSearch(stochasticGreedy({ prefix: 4, epsilon: 0.1 }), gridOracle, {}, { budget: 150 })
    expect([searched, complete]).toEqual([2, false])
  })
})
