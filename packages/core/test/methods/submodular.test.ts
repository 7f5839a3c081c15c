import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { Attribution } from '../../src/explanation/attribution.ts'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import { type SubmodularParameters, submodular } from '../../src/methods/submodular/submodular.ts'
import { createRandom } from '../../src/random/random.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import { andOracle, gridOracle, logisticOracle, oracleSets } from '../../src/testing/oracles.ts'
import { withoutNetwork } from './sampling-context.ts'

const parameters = (given: Partial<SubmodularParameters> = {}): SubmodularParameters => submodular.parameters.parse(given)

async function run(sets: RegionSets, given: Partial<SubmodularParameters> = {}, budget = Number.POSITIVE_INFINITY) {
  const partial: Attribution[] = []
  const result = await submodular.run(
    {
      // Everything this method asks goes through `sets`.
      evaluator: undefined as unknown as MaskEvaluator,
      target: 0,
      sets,
      ...withoutNetwork,
      kernels: createReferenceKernels(),
      budget,
      seed: 1,
      random: createRandom(1),
      signal: new AbortController().signal,
      report: (attribution) => partial.push(attribution),
    },
    parameters(given),
  )
  if (result.attribution.kind !== 'order') throw new Error('not an order')
  return { ...result, ...result.attribution, partial }
}

/** All that serve 49 regions. */
const searches = ['naive', 'bidirectional', 'stale-windows', 'phase-windows', 'lazy', 'stochastic', 'surrogate-path'] as const

const measuredCount = (sets: RegionSets): number => [...sets.measured()].length

describe('submodular selection', () => {
  test('searches few regions exactly and many on the surrogate', async () => {
    const few = oracleSets(logisticOracle)
    expect([...(await run(few)).order].join(' ')).toBe('3 5 1 6 10 8 2 0 11 9 4 7')
    expect(measuredCount(few)).toBe(152)
    const many = oracleSets(gridOracle)
    expect((await run(many)).complete).toBe(true)
    expect(measuredCount(many)).toBe(368)
  })

  test('gives the terms of every measured prefix and leaves the others open', async () => {
    const { terms } = await run(oracleSets(andOracle))
    expect([...terms.consistency].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0.05, 0.05, 0.65, 0.69, 0.72, 0.74, 0.75,
    ])
    expect([...terms.collaboration].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0.25, 0.85, 0.85, 0.89, 0.92, 0.94, 0.95,
    ])
    expect(terms.effectiveness).toBeNull()

    const many = await run(oracleSets(gridOracle))
    const open = [...many.terms.consistency, ...many.terms.collaboration].filter(Number.isNaN)
    expect(open.length).toBe(73)
    expect(many.terms.confidence.map(Number.isNaN as never)).toEqual(many.terms.consistency.map(Number.isNaN as never))
  })

  test('gives effectiveness when it has weight', async () => {
    const distances = async (): Promise<Float64Array> =>
      new Float64Array(36).fill(0.5).map((value, i) => (i % 7 === 0 ? 0 : value))
    const { terms } = await run(oracleSets(andOracle, { distances }), { effectiveness: 0.05 })
    expect([...terms.effectiveness!]).toEqual([0, 0, 1, 1.5, 2, 2.5, 3])
  })

  test.each([
    ['naive', {}],
    ['bidirectional', { pending: 4 }],
    ['stale-windows', { window: 4, pending: 3, refresh: 3 }],
    ['phase-windows', {}],
    ['lazy', { window: 4 }],
    ['stochastic', { prefix: 12, epsilon: 0.0001 }],
    ['exact', {}],
  ] as const)('%s can be asked for, and costs no more than was told', async (search, given) => {
    const sets = oracleSets(logisticOracle)
    const result = await run(sets, { search, ...given })
    expect([...result.order].join(' ')).toBe('3 5 1 6 10 8 2 0 11 9 4 7')
    expect([result.complete, result.predicted]).toEqual([true, null])
    expect(measuredCount(sets)).toBeLessThanOrEqual(submodular.cost(parameters({ search, ...given }), 12))
  })

  test('passes on what the surrogate expects of its order', async () => {
    const { predicted } = await run(oracleSets(gridOracle))
    expect(predicted).toBeGreaterThan(0.85)
    expect(predicted).toBeLessThan(0.95)
  })

  test.each(searches)('%s ends with a complete, marked order when the context’s budget is spent', async (search) => {
    const sets = oracleSets(gridOracle)
    const { order, complete } = await run(sets, { search }, 120)
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(49).keys()])
    expect(complete).toBe(false)
    expect(measuredCount(sets)).toBeLessThanOrEqual(120)
  })

  test('pays for features out of the same budget', async () => {
    let asked = 0
    const distances = async (): Promise<Float64Array> => {
      asked++
      return new Float64Array(36)
    }
    // Six regions have six features; ten forwards are left, and the first step needs twelve.
    const sets = oracleSets(andOracle, { distances })
    const tooFew = await run(sets, { effectiveness: 0.05 }, 16)
    expect([tooFew.complete, asked, measuredCount(sets)]).toEqual([false, 1, 0])
    const enough = await run(sets, { effectiveness: 0.05 }, 18)
    expect([enough.complete, asked, measuredCount(sets)]).toEqual([false, 1, 12])
    const none = await run(
      oracleSets(andOracle, { distances: async () => Promise.reject(new Error('asked')) }),
      { effectiveness: 1 },
      5,
    )
    expect([...none.order]).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('refuses effectiveness where the model has no features', async () => {
    await expect(run(oracleSets(andOracle), { effectiveness: 0.05 })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: 'effectiveness' },
    })
  })

  test('refuses to search more than 15 regions exactly', async () => {
    await expect(run(oracleSets(gridOracle), { search: 'exact' })).rejects.toMatchObject({ code: 'USAGE_REGIONS' })
  })

  test('says how much of the order was searched for', async () => {
    const { warnings } = await run(oracleSets(gridOracle), { search: 'stochastic', prefix: 5 })
    expect(warnings).toEqual([{ code: 'ORDER_PREFIX', message: expect.stringContaining('the first 5 of 49 regions') }])
    expect((await run(oracleSets(gridOracle), { search: 'stochastic', prefix: 5 }, 40)).warnings).toEqual([])
  })

  test('ends with a complete, marked order when the forwards run out before the context’s budget', async () => {
    const { order, complete } = await run(oracleSets(gridOracle, { budget: 60 }))
    expect(new Set(order).size).toBe(49)
    expect(complete).toBe(false)
  })

  test('reports orders that can be drawn on the way', async () => {
    const { partial } = await run(oracleSets(gridOracle))
    expect(partial.length).toBeGreaterThan(40)
    for (const attribution of partial) expect(attribution.kind === 'order' && new Set(attribution.order).size).toBe(49)
  })

  test('gives the same order again', async () => {
    expect((await run(oracleSets(gridOracle))).order).toEqual((await run(oracleSets(gridOracle))).order)
  })
})
