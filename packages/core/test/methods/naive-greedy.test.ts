import { describe, expect, test } from 'vitest'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import type { TermWeights } from '../../src/methods/submodular/search.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { createSetFunction } from '../../src/methods/submodular/set-function.ts'
import { complementOf, prefixesOf, sizeOf } from '../../src/surrogate/region-set.ts'
import { additiveOracle, andOracle, logisticOracle, type Oracle, oracleSets, orOracle } from '../../src/testing/oracles.ts'

const quiet = { seed: 1, signal: new AbortController().signal, report: () => {} }

function setFunction(oracle: Oracle, weights: Partial<TermWeights>, options: Parameters<typeof oracleSets>[1] = {}) {
  return createSetFunction({
    sets: oracleSets(oracle, options),
    kernels: createReferenceKernels(),
    weights: { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0, ...weights },
  })
}

const words = (order: string): number[] => order.split(' ').map(Number)

describe('exact greedy', () => {
  test.each([
    ['additive', 1, 1, additiveOracle, '3 1 5 2 7 6 0 4', 0.688125, 0.321875],
    ['and', 1, 0, andOracle, '0 1 2 3 4 5', 0.175, 0.525],
    ['and', 0, 1, andOracle, '4 0 1 2 3 5', 0.158333, 0.141667],
    ['and', 1, 1, andOracle, '4 5 0 1 2 3', 0.541667, 0.158333],
    ['or', 1, 0, orOracle, '4 0 1 2 3 5', 0.658333, 0.641667],
    ['or', 0, 1, orOracle, '0 1 2 3 4 5', 0.275, 0.625],
    ['or', 1, 1, orOracle, '4 5 0 1 2 3', 0.641667, 0.258333],
    ['logistic', 1, 1, logisticOracle, '3 5 1 6 10 8 2 0 11 9 4 7', 0.866831, 0.102013],
    ['logistic', 20, 5, logisticOracle, '5 1 3 10 6 8 11 0 9 2 7 4', 0.896289, 0.164897],
  ] as const)(
    'on the %s oracle with weights %d and %d finds the known order',
    async (_, consistency, collaboration, oracle, order, insertion, deletion) => {
      const { order: found, complete } = await naiveGreedy(setFunction(oracle, { consistency, collaboration }), quiet)
      expect([...found]).toEqual(words(order))
      expect(complete).toBe(true)
      const prefixes = prefixesOf(found)
      const area = (values: number[]): number =>
        values.slice(1).reduce((sum, value, t) => sum + (value + values[t]!) / 2, 0) / oracle.count
      expect(area(prefixes.map(oracle.probability))).toBeCloseTo(insertion, 6)
      expect(area(prefixes.map(complementOf).map(oracle.probability))).toBeCloseTo(deletion, 6)
    },
  )

  test('its set scores along the additive order are the known ones', async () => {
    const sets = setFunction(additiveOracle, {})
    const order = [3, 1, 5, 2, 7, 6, 0, 4]
    const scores: number[] = []
    for (let t = 0; t < 8; t++) scores.push((await sets.scores(order.slice(0, t), [order[t]!]))[0]!)
    ;[0.61, 1.01, 1.31, 1.51, 1.69, 1.85, 1.95, 1.99].forEach((value, t) => {
      expect(scores[t]).toBeCloseTo(value, 6)
    })
  })

  test('costs N (N + 1) forwards less the sets that come up twice, and a round a step', async () => {
    const rounds: number[] = []
    await naiveGreedy(setFunction(logisticOracle, {}, { onRound: (sets) => rounds.push(sets.length) }), quiet)
    expect(rounds.reduce((a, b) => a + b, 0)).toBe(152)
    expect(rounds).toEqual([24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 2])
  })

  test('a term of weight 0 costs nothing', async () => {
    let forwards = 0
    const onRound = (sets: readonly Uint8Array[]): void => {
      forwards += sets.length
    }
    await naiveGreedy(setFunction(logisticOracle, { collaboration: 0 }, { onRound }), quiet)
    expect(forwards).toBe((12 * 13) / 2)
  })

  test('multiplying all weights leaves the order', async () => {
    const { order } = await naiveGreedy(setFunction(logisticOracle, { consistency: 7, collaboration: 7 }), quiet)
    expect([...order]).toEqual(words('3 5 1 6 10 8 2 0 11 9 4 7'))
  })

  test('prefers regions that differ from the chosen ones when effectiveness has weight', async () => {
    // Regions 0 and 1 look alike; region 2 is unlike both. All are equally good.
    const oracle: Oracle = { count: 3, probability: (set) => 0.1 + 0.2 * sizeOf(set) }
    const distances = async (): Promise<Float64Array> => Float64Array.from([0, 0.1, 0.9, 0.1, 0, 0.9, 0.9, 0.9, 0])
    const plain = await naiveGreedy(setFunction(oracle, {}), quiet)
    const diverse = await naiveGreedy(setFunction(oracle, { effectiveness: 1 }, { distances }), quiet)
    expect([...plain.order]).toEqual([0, 1, 2])
    expect([...diverse.order]).toEqual([0, 2, 1])
  })

  test('refuses effectiveness for a model without features', async () => {
    await expect(naiveGreedy(setFunction(additiveOracle, { effectiveness: 1 }), quiet)).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
    })
  })

  test('a spent budget leaves the rest in the order of the first scores', async () => {
    // The first step costs 16 forwards and the second 14, so 20 forwards allow one choice.
    const { order, complete } = await naiveGreedy(setFunction(additiveOracle, {}, { budget: 20 }), quiet)
    expect([...order]).toEqual(words('3 1 5 2 7 6 0 4'))
    expect(complete).toBe(false)
  })

  test('without a forward the order is still complete', async () => {
    const { order, complete } = await naiveGreedy(setFunction(additiveOracle, {}, { budget: 0 }), quiet)
    expect([...order]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(complete).toBe(false)
  })

  test.each([1, 2])('orders %d regions', async (count) => {
    const oracle: Oracle = { count, probability: (set) => (1 + sizeOf(set) + set[count - 1]!) / 10 }
    const { order, complete } = await naiveGreedy(setFunction(oracle, {}), quiet)
    expect([...order]).toEqual(count === 1 ? [0] : [1, 0])
    expect(complete).toBe(true)
  })

  test('reports a complete order after every step', async () => {
    const orders: string[] = []
    await naiveGreedy(setFunction(andOracle, {}), { ...quiet, report: (order) => orders.push(order.join(' ')) })
    expect(orders).toHaveLength(6)
    expect(orders.at(-1)).toBe('4 5 0 1 2 3')
    for (const order of orders) expect(words(order).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('stops between steps when it is cancelled', async () => {
    const controller = new AbortController()
    const run = naiveGreedy(setFunction(andOracle, {}), { seed: 1, signal: controller.signal, report: () => controller.abort() })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
