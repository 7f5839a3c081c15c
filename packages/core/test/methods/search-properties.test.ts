import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Search, TermWeights } from '../../src/methods/submodular/search.ts'
import { bidirectionalGreedy } from '../../src/methods/submodular/searches/bidirectional-greedy.ts'
import { exactOrder } from '../../src/methods/submodular/searches/exact-order.ts'
import { lazyGreedy } from '../../src/methods/submodular/searches/lazy-greedy.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { phaseWindows } from '../../src/methods/submodular/searches/phase-windows.ts'
import { staleWindows } from '../../src/methods/submodular/searches/stale-windows.ts'
import { stochasticGreedy } from '../../src/methods/submodular/searches/stochastic-greedy.ts'
import { surrogatePath } from '../../src/methods/submodular/searches/surrogate-path.ts'
import { measureCurves } from '../../src/metrics/order-curves.ts'
import { complementOf, prefixesOf } from '../../src/surrogate/region-set.ts'
import { logisticOracle, type Oracle } from '../../src/testing/oracles.ts'
import { quiet, runSearch, setFunction } from './run-search.ts'

/** Every search, with parameters small enough that few regions reach all of its steps. */
const searches: readonly (readonly [name: string, search: Search])[] = [
  ['naive', naiveGreedy],
  ['bidirectional 1', bidirectionalGreedy({ pending: 1 })],
  ['bidirectional 3', bidirectionalGreedy({ pending: 3 })],
  ['stale windows 1/1/1', staleWindows({ window: 1, pending: 1, refresh: 1 })],
  ['stale windows 3/2/4', staleWindows({ window: 3, pending: 2, refresh: 4 })],
  ['phase windows', phaseWindows({ windowShare: 0.3 })],
  ['lazy', lazyGreedy({ window: 2, refresh: 3 })],
  ['stochastic', stochasticGreedy({ prefix: 4, epsilon: 0.3 })],
  ['exact', exactOrder],
  ['surrogate path', surrogatePath],
]
const greedy = searches.slice(0, 8)

const ascending = (order: ArrayLike<number>): number[] => Array.from(order).sort((a, b) => a - b)
const regionsOf = ({ count }: Oracle): number[] => Array.from({ length: count }, (_, region) => region)

/** An oracle of up to six regions that gives each set any probability, ties and extremes among them. */
const anyOracle = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const probability = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }))
  return fc.array(probability, { minLength: 2 ** count, maxLength: 2 ** count }).map(
    (table): Oracle => ({
      count,
      probability: (set) => table[set.reduce((bits, shown, region) => bits | (shown << region), 0)]!,
    }),
  )
})

const anyDistances = (count: number) =>
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: count * count, maxLength: count * count }).map(
    (values) => async (): Promise<Float64Array> =>
      Float64Array.from(values, (_, i) => {
        const [a, b] = [Math.floor(i / count), i % count]
        return a === b ? 0 : values[Math.min(a, b) * count + Math.max(a, b)]!
      }),
  )

describe.each(searches)('%s', (_, search) => {
  test('orders every region once, whatever the model says, and tells how it stands at each step', async () => {
    await fc.assert(
      fc.asyncProperty(anyOracle, async (oracle) => {
        const run = await runSearch(search, oracle)
        expect(ascending(run.order)).toEqual(regionsOf(oracle))
        for (const order of run.reported) expect(ascending(order)).toEqual(regionsOf(oracle))
      }),
      { numRuns: 40 },
    )
  })

  test('counts the forwards that it spends', async () => {
    const run = await runSearch(search, logisticOracle)
    expect([...run.sets.measured()]).toHaveLength(run.forwards)
  })

  test('has the curves of its order, ending with the whole picture and the baseline', async () => {
    const { sets, order } = await runSearch(search, logisticOracle)
    const { insertion, deletion } = await measureCurves(sets, order)
    const prefixes = prefixesOf(order)
    expect([...insertion]).toEqual(prefixes.map(logisticOracle.probability))
    expect([...deletion]).toEqual(prefixes.map(complementOf).map(logisticOracle.probability))
    expect(insertion.at(-1)).toBeCloseTo(0.817574, 6)
    expect(deletion.at(-1)).toBeCloseTo(0.268941, 6)
  })

  test('gives the same order again', async () => {
    const [first, second] = [await runSearch(search, logisticOracle), await runSearch(search, logisticOracle)]
    expect(second.order).toEqual(first.order)
    expect(second.reported).toEqual(first.reported)
  })

  test.each([1, 2])('orders %d regions', async (count) => {
    const oracle: Oracle = { count, probability: (set) => (1 + set[0]! + 3 * (set[1] ?? 0)) / 10 }
    expect([...(await runSearch(search, oracle)).order]).toEqual(count === 1 ? [0] : [1, 0])
  })

  test('never spends more than there is, and marks what it could not finish', async () => {
    const whole = await runSearch(search, logisticOracle)
    for (const budget of [0, 1, 2, 3, 13, 24, 25, 40]) {
      const run = await runSearch(search, logisticOracle, {}, { budget })
      expect(ascending(run.order)).toEqual(regionsOf(logisticOracle))
      expect(run.forwards).toBeLessThanOrEqual(budget)
      expect(run.complete).toBe(budget >= whole.forwards)
    }
  })

  test('stops when it is cancelled', async () => {
    const controller = new AbortController()
    const run = search(setFunction(logisticOracle), { seed: 1, signal: controller.signal, report: () => controller.abort() })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe.each(greedy)('%s', (_, search) => {
  test('orders every region once with weights on all four terms', async () => {
    const weights: TermWeights = { consistency: 1, collaboration: 2, effectiveness: 0.5, confidence: 0.25 }
    const cases = anyOracle.chain((oracle) => fc.tuple(fc.constant(oracle), anyDistances(oracle.count)))
    await fc.assert(
      fc.asyncProperty(cases, async ([oracle, distances]) => {
        const run = await runSearch(search, oracle, weights, { distances })
        expect(ascending(run.order)).toEqual(regionsOf(oracle))
      }),
      { numRuns: 30 },
    )
  })

  test.each([0.25, 7, 100])('keeps its order when all weights are multiplied by %d', async (factor) => {
    const weights = { consistency: 2 * factor, collaboration: factor }
    const plain = await runSearch(search, logisticOracle, { consistency: 2, collaboration: 1 })
    expect((await runSearch(search, logisticOracle, weights)).order).toEqual(plain.order)
  })

  test('is complete with exactly the forwards that it needs', async () => {
    const free = await runSearch(search, logisticOracle)
    const exactly = await runSearch(search, logisticOracle, {}, { budget: free.forwards })
    expect(exactly.order).toEqual(free.order)
    expect([free.complete, exactly.complete]).toEqual([true, true])
  })

  test('pays one forward a set when only one curve has weight', async () => {
    const both = await runSearch(search, logisticOracle)
    const one = await runSearch(search, logisticOracle, { collaboration: 0 })
    expect(one.forwards).toBeLessThan(0.6 * both.forwards)
    for (const round of one.rounds) expect(round).toBeLessThanOrEqual(12)
  })
})

test('no search asks for anything after it was cancelled before it began', async () => {
  const controller = new AbortController()
  controller.abort()
  for (const [, search] of greedy)
    await expect(search(setFunction(logisticOracle), { ...quiet, signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
})
