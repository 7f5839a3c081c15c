import { describe, expect, test } from 'vitest'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import type { SearchResult } from '../../src/methods/submodular/search.ts'
import { initialMaskCount, initialMasks } from '../../src/methods/submodular/searches/initial-masks.ts'
import { surrogatePath } from '../../src/methods/submodular/searches/surrogate-path.ts'
import { createSetFunction } from '../../src/methods/submodular/set-function.ts'
import { limitBudget } from '../../src/surrogate/limit-budget.ts'
import { complementOf, prefixesOf, sizeOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import {
  additiveOracle,
  andOracle,
  gridOracle,
  logisticOracle,
  type Oracle,
  oracleSets,
  orOracle,
  scatteredOracle,
} from '../../src/testing/oracles.ts'

const quiet = { signal: new AbortController().signal, report: () => {} }
const weights = { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0 }

interface Run {
  readonly found: SearchResult
  readonly sets: RegionSets
  /** Forwards spent, rounds, and points of the two curves that are not measured. */
  readonly cost: readonly [forwards: number, rounds: number, open: number]
}

async function search(oracle: Oracle, budget: number, seed = 1): Promise<Run> {
  let rounds = 0
  const sets = oracleSets(oracle, { onRound: () => rounds++ })
  const limited = limitBudget(sets, budget)
  const asked = createSetFunction({ sets: limited, kernels: createReferenceKernels(), weights })
  const found = await surrogatePath(asked, { seed, ...quiet })
  const kept = prefixesOf(found.order)
  const open = [...kept, ...kept.map(complementOf)].filter((set) => !sets.lookUp(set)).length
  return { found, sets, cost: [limited.spent, rounds, open] }
}

/** Insertion and deletion area of an order under an oracle. */
function curveAreas(oracle: Oracle, order: ArrayLike<number>): [insertion: number, deletion: number] {
  const areas = oracle.areas ?? new Array<number>(oracle.count).fill(1)
  const total = areas.reduce((a, b) => a + b, 0)
  const prefixes = prefixesOf(order)
  const under = (values: number[]): number =>
    Array.from(order).reduce((sum, region, t) => sum + ((values[t]! + values[t + 1]!) / 2) * (areas[region]! / total), 0)
  return [under(prefixes.map(oracle.probability)), under(prefixes.map(complementOf).map(oracle.probability))]
}

const words = (order: string): number[] => order.split(' ').map(Number)

describe('surrogate path search', () => {
  test.each([
    ['additive', 36, additiveOracle, '3 1 5 2 7 0 6 4', [36, 15, 6], [0.684375, 0.325625]],
    ['additive', 72, additiveOracle, '3 1 5 2 7 6 0 4', [43, 19, 0], [0.688125, 0.321875]],
    ['and', 18, andOracle, '4 5 0 1 2 3', [18, 7, 3], [0.541667, 0.158333]],
    ['and', 30, andOracle, '5 4 0 1 2 3', [23, 10, 0], [0.541667, 0.158333]],
    ['and', 42, andOracle, '5 4 0 1 2 3', [23, 10, 0], [0.541667, 0.158333]],
    ['or', 18, orOracle, '4 5 2 1 0 3', [18, 7, 8], [0.635, 0.265]],
    ['or', 30, orOracle, '5 4 0 1 2 3', [26, 11, 0], [0.641667, 0.258333]],
    ['or', 42, orOracle, '5 4 0 1 2 3', [26, 11, 0], [0.641667, 0.258333]],
    ['logistic', 36, logisticOracle, '3 5 1 6 8 10 11 2 0 9 4 7', [36, 13, 6], [0.866684, 0.102295]],
    ['logistic', 48, logisticOracle, '3 5 1 6 10 8 11 2 0 9 4 7', [44, 17, 0], [0.867147, 0.102408]],
    ['logistic', 156, logisticOracle, '3 5 1 6 10 8 11 2 0 9 4 7', [44, 17, 0], [0.867147, 0.102408]],
  ] as const)(
    'on the %s oracle with a budget of %d finds the known order at the known cost',
    async (_, budget, oracle, order, cost, areas) => {
      const run = await search(oracle, budget)
      expect([...run.found.order]).toEqual(words(order))
      expect(run.cost).toEqual(cost)
      const [, rounds, open] = cost
      expect(run.found.statistics).toMatchObject({ rounds, open, converged: run.found.complete ? 1 : 0 })
      const [insertion, deletion] = curveAreas(oracle, run.found.order)
      expect(insertion).toBeCloseTo(areas[0], 6)
      expect(deletion).toBeCloseTo(areas[1], 6)
    },
  )

  test('on the 7 x 7 grid finds the known order and predicts its area', async () => {
    const { found, cost } = await search(gridOracle, 245)
    expect([...found.order]).toEqual(
      words(
        '46 23 12 38 45 20 30 19 5 16 26 37 6 43 42 1 31 9 13 24 0 10 15 8 29 7 14 44 11 32 2 4 25 27 41 3 18 34 35 17 47 33 48 28 22 39 21 36 40',
      ),
    )
    expect(cost).toEqual([245, 27, 72])
    expect(found.predicted).toBeCloseTo(0.888162, 6)
    const [insertion, deletion] = curveAreas(gridOracle, found.order)
    expect(insertion - deletion).toBeCloseTo(0.89201, 6)
  })

  test('with unequal areas finds the known order and predicts its area', async () => {
    const { found, cost } = await search(scatteredOracle, 226, 3)
    expect([...found.order]).toEqual(
      words(
        '20 6 23 28 36 33 1 44 46 17 22 42 11 9 27 45 25 24 12 34 14 16 29 3 8 4 39 35 41 15 30 2 0 19 7 26 40 38 32 43 21 18 37 31 5 13 10',
      ),
    )
    expect(cost).toEqual([226, 25, 76])
    expect(found.predicted).toBeCloseTo(0.91422509, 9)
  })

  test('says nothing of its effort with few regions', async () => {
    expect((await search(gridOracle, 245)).found.warnings).toEqual([])
  })

  test('is complete exactly when it converged by itself', async () => {
    expect((await search(additiveOracle, 36)).found.complete).toBe(false)
    expect((await search(additiveOracle, 72)).found.complete).toBe(true)
  })

  test.each([0, 1, 2, 3, 7, 20])('with %d forwards gives a permutation and spends no more', async (budget) => {
    const { found, cost } = await search(logisticOracle, budget)
    expect([...found.order].sort((a, b) => a - b)).toEqual([...Array(12).keys()])
    expect(cost[0]).toBeLessThanOrEqual(budget)
    expect(found.complete).toBe(false)
  })

  test.each([1, 2, 3])('orders %d regions', async (count) => {
    const oracle: Oracle = { count, probability: (set) => (1 + 2 * sizeOf(set) + set[count - 1]!) / 10 }
    const { found } = await search(oracle, 100)
    expect(found.complete).toBe(true)
    expect([...found.order].sort((a, b) => a - b)).toEqual([...Array(count).keys()])
    expect(found.order[0]).toBe(count - 1)
  })

  test('a smaller budget is the beginning of a larger one', async () => {
    const measured = async (budget: number): Promise<string[]> =>
      [...(await search(logisticOracle, budget)).sets.measured()].map(([set]) => set.join(''))
    const short = await measured(32)
    expect((await measured(36)).slice(0, 32)).toEqual(short)
  })

  test('sets that were measured before cost nothing and change nothing', async () => {
    const sets = oracleSets(gridOracle)
    await sets.measure(initialMasks(49, 1, sets.centres))
    const limited = limitBudget(sets, 245 - 42)
    const found = await surrogatePath(createSetFunction({ sets: limited, kernels: createReferenceKernels(), weights }), {
      seed: 1,
      ...quiet,
    })
    expect(found.order).toEqual((await search(gridOracle, 245)).found.order)
  })

  test('reports complete orders on the way', async () => {
    const orders: (readonly number[])[] = []
    const sets = createSetFunction({
      sets: limitBudget(oracleSets(logisticOracle), 36),
      kernels: createReferenceKernels(),
      weights,
    })
    await surrogatePath(sets, { seed: 1, signal: quiet.signal, report: (order) => orders.push(order) })
    expect(orders.length).toBe(12)
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual([...Array(12).keys()])
  })

  test('stops when it is cancelled', async () => {
    const controller = new AbortController()
    const sets = createSetFunction({ sets: oracleSets(gridOracle), kernels: createReferenceKernels(), weights })
    const run = surrogatePath(sets, { seed: 1, signal: controller.signal, report: () => controller.abort() })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe('the initial masks', () => {
  test('are nothing, everything and complementary pairs of rising density', () => {
    const masks = initialMasks(49, 1, null)
    expect(masks).toHaveLength(2 + initialMaskCount(49))
    expect(initialMaskCount(49)).toBe(40)
    expect([sizeOf(masks[0]!), sizeOf(masks[1]!)]).toEqual([0, 49])
    const sizes = masks
      .slice(2)
      .filter((_, i) => i % 2 === 0)
      .map(sizeOf)
    expect([sizes[0], sizes[19]]).toEqual([6, 43])
    for (let i = 2; i < masks.length; i += 2) expect(masks[i + 1]).toEqual(complementOf(masks[i]!))
  })

  test('depend on the seed only', () => {
    expect(initialMasks(12, 5, null)).toEqual(initialMasks(12, 5, null))
    expect(initialMasks(12, 5, null)).not.toEqual(initialMasks(12, 6, null))
  })
})
