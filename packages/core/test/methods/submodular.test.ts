import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { Attribution } from '../../src/explanation/attribution.ts'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import { type SubmodularParameters, submodular } from '../../src/methods/submodular/submodular.ts'
import { createRandom } from '../../src/random/random.ts'
import { sizeOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import { andOracle, gridOracle, logisticOracle, type Oracle, oracleSets } from '../../src/testing/oracles.ts'

const parameters = (given: Partial<SubmodularParameters> = {}): SubmodularParameters => submodular.parameters.parse(given)

async function run(sets: RegionSets, given: Partial<SubmodularParameters> = {}, budget = Number.POSITIVE_INFINITY) {
  const partial: Attribution[] = []
  const result = await submodular.run(
    {
      // Everything this method asks goes through `sets`.
      evaluator: undefined as unknown as MaskEvaluator,
      target: 0,
      sets,
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

const measuredCount = (sets: RegionSets): number => [...sets.measured()].length

describe('submodular selection', () => {
  test('has the defaults of the product', () => {
    expect(parameters()).toEqual({
      search: 'auto',
      consistency: 1,
      collaboration: 1,
      effectiveness: 0,
      confidence: 0,
      share: 0.15,
    })
  })

  test('searches few regions exactly and many on the surrogate', async () => {
    const few = oracleSets(logisticOracle)
    expect([...(await run(few)).order].join(' ')).toBe('3 5 1 6 10 8 2 0 11 9 4 7')
    expect(measuredCount(few)).toBe(152)
    const many = oracleSets(gridOracle)
    expect((await run(many)).complete).toBe(true)
    expect(measuredCount(many)).toBe(368)
  })

  test.each([{ confidence: 0.1 }, { consistency: 20, collaboration: 5 }])(
    'searches exactly with %j, which the surrogate path does not serve',
    (given) => {
      expect(submodular.cost(parameters(given), 49)).toBe(2450)
    },
  )

  test('tells its cost before it runs', () => {
    expect(submodular.cost(parameters(), 49)).toBe(368)
    expect(submodular.cost(parameters(), 15)).toBe(240)
    expect(submodular.cost(parameters({ collaboration: 0, effectiveness: 0.05 }), 49)).toBe(1225 + 49)
    expect(submodular.cost(parameters({ share: 0.1 }), 49)).toBe(245)
    expect(submodular.cost(parameters(), 100)).toBe(1000)
    expect(submodular.cost(parameters(), 1000)).toBe(2500)
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

  test.each(['naive', 'surrogate-path'] as const)(
    '%s ends with a complete, marked order when the context’s budget is spent',
    async (search) => {
      const sets = oracleSets(gridOracle)
      const { order, complete } = await run(sets, { search }, 120)
      expect([...order].sort((a, b) => a - b)).toEqual([...Array(49).keys()])
      expect(complete).toBe(false)
      expect(measuredCount(sets)).toBeLessThanOrEqual(120)
    },
  )

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

  test('says when the target hardly reacts to anything hidden', async () => {
    const flat: Oracle = { count: 20, probability: (set) => 0.4 + 0.0004 * sizeOf(set) }
    expect((await run(oracleSets(flat))).warnings.map(({ code }) => code)).toContain('SCORE_CONSTANT')
    expect((await run(oracleSets(gridOracle))).warnings).toEqual([])
  })

  test('says when the baseline alone is given the target', async () => {
    const eager: Oracle = { count: 6, probability: (set) => 0.6 + 0.05 * sizeOf(set) }
    expect((await run(oracleSets(eager))).warnings.map(({ code }) => code)).toContain('SCORE_BASELINE')
  })

  test('says when the model cannot tell the classes apart on the whole picture', async () => {
    const unsure: Oracle = { count: 6, probability: (set) => 0.2 + 0.05 * sizeOf(set) }
    expect((await run(oracleSets(unsure))).warnings.map(({ code }) => code)).toEqual(['SCORE_LOW'])
  })

  test.each([
    [{ consistency: -1 }],
    [{ share: 0 }],
    [{ share: 1.1 }],
    [{ search: 'lazy' }],
    [{ consistency: 0, collaboration: 0 }],
    [{ search: 'surrogate-path', confidence: 1 }],
    [{ search: 'surrogate-path', consistency: 2 }],
  ])('refuses the parameters %j', (given) => {
    expect(submodular.parameters.safeParse(given).success).toBe(false)
  })
})
