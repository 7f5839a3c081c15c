import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { MethodContext, MethodResult } from '../../src/methods/method.ts'
import { occlusion } from '../../src/methods/sampling/occlusion.ts'
import type { OcclusionParameters } from '../../src/methods/sampling/occlusion-parameters.ts'
import { additive } from '../../src/testing/index.ts'
import { contextOf, gridRegions, type OpenTinyModel, openTiny, oracleEvaluator } from './sampling-context.ts'

const run = (evaluator: MaskEvaluator, given: Partial<OcclusionParameters> = {}, changes: Partial<MethodContext> = {}) =>
  occlusion.run(contextOf(evaluator, changes), occlusion.parameters.parse(given))

function mapOf({ attribution }: MethodResult): number[] {
  if (attribution.kind !== 'map') throw new Error('no map')
  return [...attribution.values]
}

describe('occlusion through an additive model of 2 x 4 regions of 4 x 4 pixels', () => {
  let model: OpenTinyModel
  beforeAll(async () => {
    model = await openTiny(additive())
  })
  afterAll(() => model.close())
  // Scaled from 224 to sides of 8 and 16: 112 and 56 give windows of 4 x 8 pixels every 2 x 4.
  const amounts = [0.05, 0.2, 0.1, 0.3, 0.02, 0.15, 0.08, 0.09]

  test('gives every pixel the mean loss of the windows over it', async () => {
    const { attribution, statistics, complete } = await run(model.evaluator(), { patch: 112, stride: 56 })
    if (attribution.kind !== 'map') throw new Error('no map')
    // Row 0 is under the top windows only, which hide the upper four regions two by two.
    const losses = [0.25, 0.3, 0.4]
    const row = [0, 4, 8, 12].map((x) => attribution.values[x]!)
    ;[losses[0]!, (losses[0]! + losses[1]!) / 2, (losses[1]! + losses[2]!) / 2, losses[2]!].forEach((loss, x) => {
      expect(row[x]).toBeCloseTo(loss, 5)
    })
    expect(statistics).toMatchObject({ windows: 9, covered: 1 })
    expect(statistics?.['whole']).toBeCloseTo(0.01 + amounts.reduce((a, b) => a + b), 5)
    expect(complete).toBe(true)
  })

  test('adds up the losses on demand', async () => {
    const evaluator = model.evaluator()
    const [means, sums] = [
      mapOf(await run(evaluator, { patch: 112, stride: 56 })),
      mapOf(await run(evaluator, { patch: 112, stride: 56, aggregate: 'sum' })),
    ]
    // One window over the corner, two over pixel 4 of row 0, four over pixel 4 of row 2.
    expect(sums[0]).toBe(means[0])
    expect(sums[4]! / means[4]!).toBeCloseTo(2, 5)
    expect(sums[2 * 16 + 4]! / means[2 * 16 + 4]!).toBeCloseTo(4, 5)
  })

  test('finds the amounts themselves with one window per region', async () => {
    const map = mapOf(await run(model.evaluator(), { patch: 56, stride: 56 }))
    // A window of 2 x 4 pixels; the lower one of each region hides the pixel that the model reads.
    amounts.forEach((amount, region) => {
      const pixel = (4 * Math.floor(region / 4) + 2) * 16 + 4 * (region % 4) + 2
      expect(map[pixel]).toBeCloseTo(amount, 5)
    })
  })

  test('is the same bytes for any seed and any batch', async () => {
    const [narrow, wide] = [model.evaluator({ memory: 0.008 }), model.evaluator()]
    const map = mapOf(await run(narrow))
    expect(mapOf(await run(wide, {}, { seed: 9 }))).toEqual(map)
    expect(Math.max(...narrow.shapes)).toBeLessThan(Math.max(...wide.shapes))
  })

  test('pays for a window once, by whatever stride it is reached', async () => {
    const evaluator = model.evaluator()
    await run(evaluator, { patch: 112, stride: 56 })
    const before = evaluator.spent.forwards
    await run(evaluator, { patch: 112, stride: 112 })
    expect(evaluator.spent.forwards).toBe(before)
  })
})

describe('occlusion', () => {
  test('never costs more than it says, on frames of any size', async () => {
    const planned = occlusion.cost(occlusion.parameters.parse({}), 49)
    expect(planned).toBe(27 ** 2 + 1)
    for (const [rows, columns] of [
      [56, 56],
      [1, 1],
      [3, 20],
      [75, 9],
    ] as const) {
      const evaluator = oracleEvaluator(gridRegions(rows, columns), () => 0.5)
      await run(evaluator)
      expect(evaluator.spent.forwards).toBeLessThanOrEqual(planned)
      if (rows === 56) expect(evaluator.spent.forwards).toBe(planned)
    }
  })

  test('warns of a model that is always equally sure, and gives it zeros', async () => {
    const result = await run(oracleEvaluator(gridRegions(4, 4), () => 0.4))
    expect(new Set(mapOf(result))).toEqual(new Set([0]))
    expect(result.warnings.map(({ code }) => code)).toEqual(['SCORE_CONSTANT'])
  })

  test('stops within the budget and says how much it covered', async () => {
    const evaluator = oracleEvaluator(gridRegions(4, 4), (weights) => 0.1 + weights.reduce((a, b) => a + b) / weights.length / 2)
    const result = await run(evaluator, { patch: 56, stride: 56 }, { budget: 9 })
    expect([evaluator.spent.forwards, result.complete]).toEqual([9, false])
    // Eight of sixteen windows, a fourth of each side.
    expect(result.statistics).toMatchObject({ windows: 8, covered: 0.5 })
    const nothing = await run(evaluator, {}, { budget: 0 })
    expect([nothing.statistics?.['windows'], nothing.complete]).toEqual([0, false])
  })

  test('refuses a stride that leaves gaps', () => {
    const { success, error } = occlusion.parameters.safeParse({ patch: 8, stride: 9 })
    expect(success).toBe(false)
    expect(error?.issues[0]).toMatchObject({ path: ['stride'] })
  })
})
