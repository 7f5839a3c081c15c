import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import type { Search, SetFunction } from '../../src/methods/submodular/search.ts'
import { bidirectionalGreedy } from '../../src/methods/submodular/searches/bidirectional-greedy.ts'
import { exactOrder } from '../../src/methods/submodular/searches/exact-order.ts'
import { lazyGreedy } from '../../src/methods/submodular/searches/lazy-greedy.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { phaseWindows } from '../../src/methods/submodular/searches/phase-windows.ts'
import { staleWindows } from '../../src/methods/submodular/searches/stale-windows.ts'
import { stochasticGreedy } from '../../src/methods/submodular/searches/stochastic-greedy.ts'
import { prefixesOf } from '../../src/surrogate/region-set.ts'
import { additiveOracle, andOracle, logisticOracle, type Oracle, orOracle } from '../../src/testing/oracles.ts'
import { areasUnder, runSearch, setFunction, words } from './run-search.ts'

const bidirectional = (pending: number) => bidirectionalGreedy({ pending })
const windows433 = staleWindows({ window: 4, pending: 3, refresh: 3 })
const phases = phaseWindows({ windowShare: 0.3 })
const lazy = lazyGreedy({ window: 4, refresh: 5 })
/** With samples of all regions and a prefix of all it is greedy. */
const stochastic = stochasticGreedy({ prefix: 6, epsilon: 0.001 })

/** Order of the logistic oracle for equal weights, and for 20 and 5. */
const equal = '3 5 1 6 10 8 2 0 11 9 4 7'
const unequal = '5 1 3 10 6 8 11 0 9 2 7 4'

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('the searches on %s kernels', (backend) => {
  let kernels: Kernels
  beforeAll(async () => {
    kernels = await createKernels(backend)
  })
  afterAll(() => kernels.dispose())

  test.each([
    ['naive', naiveGreedy, 68],
    ['bidirectional 2', bidirectional(2), 50],
    ['bidirectional 4', bidirectional(4), 56],
    ['stale windows 4/3/3', windows433, 50],
    ['phase windows', phases, 56],
    ['lazy', lazy, 56],
    ['stochastic', stochastic, 68],
    ['exact', exactOrder, 256],
  ] as const)('%s finds the order of the additive oracle', async (_, search, forwards) => {
    const run = await runSearch(search, additiveOracle, {}, { kernels })
    expect([...run.order]).toEqual(words('3 1 5 2 7 6 0 4'))
    expect(run.complete).toBe(true)
    expect(run.forwards).toBe(forwards)
  })

  const pairs: readonly [string, readonly [number, number], Oracle, string, readonly [number, number]][] = [
    ['and', [1, 0], andOracle, '0 1 2 3 4 5', [0.175, 0.525]],
    ['and', [0, 1], andOracle, '4 0 1 2 3 5', [0.158333, 0.141667]],
    ['and', [1, 1], andOracle, '4 5 0 1 2 3', [0.541667, 0.158333]],
    ['or', [1, 0], orOracle, '4 0 1 2 3 5', [0.658333, 0.641667]],
    ['or', [0, 1], orOracle, '0 1 2 3 4 5', [0.275, 0.625]],
    ['or', [1, 1], orOracle, '4 5 0 1 2 3', [0.641667, 0.258333]],
  ]
  test.each(pairs)('naive greedy on the %s oracle with weights %j', async (_, weights, oracle, order, areas) => {
    const [consistency, collaboration] = weights
    const run = await runSearch(naiveGreedy, oracle, { consistency, collaboration }, { kernels })
    expect([...run.order]).toEqual(words(order))
    const [insertion, deletion] = areasUnder(oracle, run.order)
    expect(insertion).toBeCloseTo(areas[0], 6)
    expect(deletion).toBeCloseTo(areas[1], 6)
  })

  test.each([
    ['bidirectional 3', bidirectional(3)],
    ['stale windows 4/3/3', windows433],
    ['phase windows', phases],
    ['lazy', lazy],
    ['stochastic', stochastic],
    ['exact', exactOrder],
  ] as const)('%s finds both pairs with equal weights', async (_, search) => {
    for (const oracle of [andOracle, orOracle])
      expect([...(await runSearch(search, oracle, {}, { kernels })).order]).toEqual([4, 5, 0, 1, 2, 3])
  })

  test.each([
    ['naive', [1, 1], naiveGreedy, equal, 152, [0.866831, 0.102013]],
    ['bidirectional 3', [1, 1], bidirectional(3), equal, 110, [0.866831, 0.102013]],
    ['bidirectional 4', [1, 1], bidirectional(4), equal, 116, [0.866831, 0.102013]],
    ['bidirectional 8', [1, 1], bidirectional(8), equal, 132, [0.866831, 0.102013]],
    ['stale windows 4/3/3', [1, 1], windows433, equal, 90, [0.866831, 0.102013]],
    ['phase windows', [1, 1], phases, equal, 102, [0.866831, 0.102013]],
    ['lazy', [1, 1], lazy, equal, 102, [0.866831, 0.102013]],
    ['exact', [1, 1], exactOrder, equal, 4096, [0.866831, 0.102013]],
    ['naive', [20, 5], naiveGreedy, unequal, 152, [0.896289, 0.164897]],
    ['phase windows', [20, 5], phases, unequal, 108, [0.896289, 0.164897]],
    ['bidirectional 3', [20, 5], bidirectional(3), '5 1 3 10 6 8 2 11 0 4 9 7', 110, [0.877355, 0.14429]],
    ['bidirectional 4', [20, 5], bidirectional(4), '5 1 3 10 6 8 11 2 0 4 9 7', 116, [0.87782, 0.144764]],
    ['bidirectional 8', [20, 5], bidirectional(8), '5 1 3 10 6 8 11 0 2 4 9 7', 132, [0.878236, 0.145229]],
    ['stale windows 4/3/3', [20, 5], windows433, '5 1 3 10 6 8 11 0 4 2 9 7', 90, [0.877181, 0.146962]],
    ['lazy', [20, 5], lazy, unequal, 102, [0.896289, 0.164897]],
    ['exact', [20, 5], exactOrder, unequal, 4096, [0.896289, 0.164897]],
  ] as const)('%s on the logistic oracle with weights %j', async (_, weights, search, order, forwards, areas) => {
    const [consistency, collaboration] = weights
    const run = await runSearch(search, logisticOracle, { consistency, collaboration }, { kernels })
    expect([...run.order]).toEqual(words(order))
    expect(run.forwards).toBe(forwards)
    const [insertion, deletion] = areasUnder(logisticOracle, run.order)
    expect(insertion).toBeCloseTo(areas[0], 6)
    expect(deletion).toBeCloseTo(areas[1], 6)
  })

  test('no order of the logistic oracle has more between its curves than the exact one: 0.764818', async () => {
    const { order } = await runSearch(exactOrder, logisticOracle, {}, { kernels })
    const [insertion, deletion] = areasUnder(logisticOracle, order)
    expect(insertion - deletion).toBeCloseTo(0.764818, 6)
  })

  test.each([
    [1, 1, 64],
    [20, 5, 67],
  ])(
    'phase windows ask for the known number of candidates with weights %d and %d',
    async (consistency, collaboration, candidates) => {
      let asked = 0
      const counted: Search = (sets, options) => {
        const scores: SetFunction['scores'] = (kept, some) => {
          asked += some.length
          return sets.scores(kept, some)
        }
        return phases({ ...sets, scores }, options)
      }
      await runSearch(counted, logisticOracle, { consistency, collaboration }, { kernels })
      expect(asked).toBe(candidates)
    },
  )
})

describe('the vectors along the known orders', () => {
  test.each([
    ['additive', additiveOracle, '3 1 5 2 7 6 0 4', [0.61, 1.01, 1.31, 1.51, 1.69, 1.85, 1.95, 1.99]],
    [
      'logistic',
      logisticOracle,
      equal,
      [1.184636, 1.651775, 1.886815, 1.925711, 1.963417, 1.980311, 1.976158, 1.966891, 1.941587, 1.914219, 1.7863, 1.548633],
    ],
  ] as const)('set scores of the %s oracle', async (_, oracle, order, expected) => {
    const sets = setFunction(oracle)
    const scores = await sets.scoresOf(prefixesOf(words(order)).slice(1))
    expect([...scores]).toEqual(expected.map((score) => expect.closeTo(score, 5)))
  })

  test('the additive oracle’s areas sum to p of the picture and of the baseline, however large its regions are', () => {
    const unequalAreas: Oracle = { ...additiveOracle, areas: [0.05, 0.1, 0.15, 0.2, 0.05, 0.25, 0.1, 0.1] }
    const order = words('3 1 5 2 7 6 0 4')
    const [insertion, deletion] = areasUnder(additiveOracle, order)
    expect([insertion, deletion]).toEqual([expect.closeTo(0.688125, 9), expect.closeTo(0.321875, 9)])
    const [weighedInsertion, weighedDeletion] = areasUnder(unequalAreas, order)
    expect([weighedInsertion, weighedDeletion]).toEqual([expect.closeTo(0.5925, 9), expect.closeTo(0.4175, 9)])
    expect(weighedInsertion + weighedDeletion).toBeCloseTo(1.01, 9)
  })
})
