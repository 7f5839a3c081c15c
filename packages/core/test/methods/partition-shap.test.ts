import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { MethodContext, MethodResult } from '../../src/methods/method.ts'
import { partitionShap } from '../../src/methods/sampling/partition-shap.ts'
import type { PartitionShapParameters } from '../../src/methods/sampling/partition-shap-parameters.ts'
import { additive, grid49 } from '../../src/testing/index.ts'
import { contextOf, gridRegions, openTiny, oracleEvaluator } from './sampling-context.ts'

const run = (
  evaluator: MaskEvaluator,
  given: Partial<PartitionShapParameters> = {},
  changes: Partial<MethodContext> = {},
): Promise<MethodResult> => partitionShap.run(contextOf(evaluator, changes), partitionShap.parameters.parse(given))

function valuesOf({ attribution }: MethodResult): number[] {
  if (attribution.kind !== 'regions' && attribution.kind !== 'grid') throw new Error('no values')
  return [...attribution.values]
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
const argmax = (values: readonly number[]): number => values.indexOf(Math.max(...values))

/** Cells of 4 pixels: the upper two are halves of the upper half, the lower two of the lower. Owen values .775, .075, .25, -.1. */
const four = () =>
  oracleEvaluator(
    gridRegions(2, 2),
    (m) => 0.1 + 0.5 * m[0]! + 0.3 * m[0]! * m[1]! * m[2]! - 0.2 * m[3]! + 0.4 * m[0]! * m[2]! * m[3]!,
  )
const owen = [0.775, 0.075, 0.25, -0.1]

describe('Partition SHAP', () => {
  test.each(['blocks', 'regions'] as const)('gives the Owen values when all %s are split', async (over) => {
    const result = await run(four(), { over })
    valuesOf(result).forEach((value, cell) => {
      expect(value).toBeCloseTo(owen[cell]!, 12)
    })
    // The whole, then each half without and with the other one: five splits, and the two ends.
    expect(result.statistics).toMatchObject({ samples: 12, meanGroupShare: 0.25, whole: 1.1, blank: 0.1 })
    expect(result.complete).toBe(true)
  })

  test('adds up to what the whole picture does, at every budget', async () => {
    for (const evaluations of [4, 5, 6, 9, 10]) expect(sum(valuesOf(await run(four(), { evaluations })))).toBeCloseTo(1, 12)
  })

  test('shares out evenly what it did not split', async () => {
    const evaluator = oracleEvaluator(gridRegions(4, 4), (m) => 0.1 + 0.64 * m[0]! + 0.16 * m[15]!)
    const result = await run(evaluator, { evaluations: 4 })
    expect(valuesOf(result)).toEqual([...new Array(8).fill(0.64 / 8), ...new Array(8).fill(0.16 / 8)].map(rounded))
    expect(result.statistics?.['meanGroupShare']).toBeCloseTo(0.5, 12)
  })

  test('splits first what adds most', async () => {
    const evaluator = oracleEvaluator(gridRegions(8, 8), (m) => 0.1 + 0.8 * m[43]! + 0.001 * m[3]!)
    const values = valuesOf(await run(evaluator, { evaluations: 300 }))
    expect(values[43]).toBeCloseTo(0.8, 2)
    // The faint one is found as far as the rest of the budget goes, and no cell beside the strong one gets any of its amount.
    expect(Math.max(...values.filter((_, cell) => cell !== 43))).toBeLessThan(0.01)
  })

  test('gives each cell its amount where the score is additive', async () => {
    const amounts = Array.from({ length: 16 }, (_, cell) => (((7 * cell + 3) % 13) - 6) / 100)
    const evaluator = oracleEvaluator(gridRegions(4, 4), (m) => 0.5 + amounts.reduce((all, amount, i) => all + amount * m[i]!, 0))
    const result = await run(evaluator, { evaluations: 2000 })
    valuesOf(result).forEach((value, cell) => {
      expect(value).toBeCloseTo(amounts[cell]!, 12)
    })
  })

  test('halves regions along the axis over which they spread', async () => {
    // Three columns of two: {0, 3} and {1, 2, 4, 5} by number; the left one and a half columns against the rest.
    const evaluator = oracleEvaluator(gridRegions(2, 3), (m) => 0.1 + 0.6 * m[0]!)
    const result = await run(evaluator, { over: 'regions', evaluations: 4 })
    expect(valuesOf(result)).toEqual([0.2, 0.2, 0, 0.2, 0, 0].map(rounded))
  })

  test('keeps to blocks of at least the size asked for', async () => {
    const { attribution } = await run(
      oracleEvaluator(gridRegions(3, 5), (m) => (m.length === 15 ? m[0]! : m.length / 100)),
      { minBlock: 8, evaluations: 20 },
    )
    // A frame of 12 x 20 pixels.
    expect(attribution).toMatchObject({ kind: 'grid', rows: 1, columns: 2 })
    await expect(
      run(
        oracleEvaluator(gridRegions(80, 80), () => 0.5),
        { minBlock: 1 },
      ),
    ).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: 102_400, limit: 65_535 },
    })
  })

  test('shows as many masks as it says, and names them for whoever shows them again', async () => {
    const evaluator = oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]! * m[8]!)
    const context = contextOf(evaluator)
    const result = await partitionShap.run(context, partitionShap.parameters.parse({ evaluations: 201 }))
    expect([result.complete, evaluator.spent.forwards, result.statistics?.['samples']]).toEqual([true, 200, 200])
    expect(context.partial).toHaveLength(9)
    expect(new Set(evaluator.keys).size).toBe(evaluator.keys.length)
    expect(partitionShap.cost(partitionShap.parameters.parse({}), 49)).toBe(500)
  })

  test('ends with what it has when the budget does', async () => {
    const evaluator = oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]!)
    const result = await run(evaluator, {}, { budget: 161 })
    expect([result.complete, evaluator.spent.forwards]).toEqual([false, 160])
    expect(sum(valuesOf(result))).toBeCloseTo(0.6, 12)
    expect(argmax(valuesOf(result))).toBe(31)
    const nothing = await run(
      oracleEvaluator(gridRegions(2, 2), () => 0.5),
      {},
      { budget: 1 },
    )
    expect([nothing.complete, valuesOf(nothing)]).toEqual([false, [0, 0, 0, 0]])
  })

  test('gives zeros and says so where the score is constant', async () => {
    const result = await run(oracleEvaluator(gridRegions(2, 2), () => 0.3))
    expect(valuesOf(result)).toEqual([0, 0, 0, 0])
    expect(result.warnings.map(({ code }) => code)).toEqual(['SCORE_CONSTANT'])
  })
})

describe('Partition SHAP through models', () => {
  test('is the same for every batch and any seed: nothing in it is drawn', async () => {
    const tiny = await openTiny(grid49())
    const values = valuesOf(await run(tiny.evaluator(), { evaluations: 120 }))
    expect(valuesOf(await run(tiny.evaluator({ memory: 1 }), { evaluations: 120 }, { seed: 7 }))).toEqual(values)
    await tiny.close()
  })

  test('finds the amounts of the additive model', async () => {
    const tiny = await openTiny(additive())
    const values = valuesOf(await run(tiny.evaluator(), { over: 'regions' }))
    ;[0.05, 0.2, 0.1, 0.3, 0.02, 0.15, 0.08, 0.09].forEach((amount, region) => {
      expect(values[region]).toBeCloseTo(amount, 5)
    })
    await tiny.close()
  })

  test('pays once for masks that another run had shown', async () => {
    const tiny = await openTiny(grid49())
    const evaluator = tiny.evaluator()
    await run(evaluator, { evaluations: 60 })
    const paid = evaluator.spent.forwards
    await run(evaluator, { evaluations: 60, space: 'logit' })
    expect(evaluator.spent.forwards).toBeLessThan(2 * paid)
    await run(evaluator, { evaluations: 60 })
    expect(evaluator.spent.forwards).toBeLessThan(2 * paid)
    await tiny.close()
  })
})

/** Asymmetric matcher: equal up to rounding. */
const rounded = (value: number): number => expect.closeTo(value, 12)
