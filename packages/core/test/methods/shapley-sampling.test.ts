import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { MethodContext, MethodResult } from '../../src/methods/method.ts'
import { shapleySampling } from '../../src/methods/sampling/shapley-sampling.ts'
import type { ShapleySamplingParameters } from '../../src/methods/sampling/shapley-sampling-parameters.ts'
import { additive, grid49, logisticPair } from '../../src/testing/index.ts'
import { contextOf, gridRegions, openTiny, oracleEvaluator } from './sampling-context.ts'

const run = (
  evaluator: MaskEvaluator,
  given: Partial<ShapleySamplingParameters> = {},
  changes: Partial<MethodContext> = {},
): Promise<MethodResult> => shapleySampling.run(contextOf(evaluator, changes), shapleySampling.parameters.parse(given))

function valuesOf({ attribution }: MethodResult): number[] {
  if (attribution.kind !== 'regions') throw new Error('no values')
  return [...attribution.values]
}

const errorsOf = ({ statistics }: MethodResult): number[] => [...(statistics!['standardErrors'] as Float64Array)]
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** Four regions whose Shapley values are .7333, .1, .2333 and -.0667. */
const four = () =>
  oracleEvaluator(
    gridRegions(2, 2),
    (m) => 0.1 + 0.5 * m[0]! + 0.3 * m[0]! * m[1]! * m[2]! - 0.2 * m[3]! + 0.4 * m[0]! * m[2]! * m[3]!,
  )
const exact = [11 / 15, 0.1, 7 / 30, -1 / 15]

describe('Shapley value sampling', () => {
  test('comes as close to the Shapley values as its standard errors say', async () => {
    const result = await run(four(), { pairs: 400 })
    const errors = errorsOf(result)
    valuesOf(result).forEach((value, region) => {
      expect(errors[region]).toBeLessThan(0.01)
      expect(Math.abs(value - exact[region]!)).toBeLessThan(3 * errors[region]!)
    })
  })

  test('has standard errors as large as values of other seeds differ', async () => {
    const seeds = Array.from({ length: 60 }, (_, i) => i + 1)
    const results = await Promise.all(seeds.map((seed) => run(four(), { pairs: 10 }, { seed })))
    const distances = results.map((result) => (valuesOf(result)[1]! - exact[1]!) ** 2)
    const claimed = results.map((result) => errorsOf(result)[1]! ** 2)
    expect(sum(distances) / sum(claimed)).toBeGreaterThan(0.6)
    expect(sum(distances) / sum(claimed)).toBeLessThan(1.6)
  })

  test('adds up to what all regions do together, after any number of orders', async () => {
    for (const pairs of [1, 2, 7]) expect(sum(valuesOf(await run(four(), { pairs })))).toBeCloseTo(1, 12)
  })

  test('needs one pair where each region adds its own amount', async () => {
    const amounts = [0.05, 0.2, 0.1, -0.15]
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => 0.3 + amounts.reduce((all, amount, i) => all + amount * m[i]!, 0))
    const result = await run(evaluator, { pairs: 2 })
    valuesOf(result).forEach((value, region) => {
      expect(value).toBeCloseTo(amounts[region]!, 12)
      expect(errorsOf(result)[region]).toBeLessThan(1e-12)
    })
  })

  test('needs one pair where regions act two by two: the reverse order has what the order lacks', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => 0.1 + 0.4 * m[0]! * m[1]! + 0.2 * m[2]! * m[3]!)
    valuesOf(await run(evaluator, { pairs: 1 })).forEach((value, region) => {
      expect(value).toBeCloseTo([0.2, 0.2, 0.1, 0.1][region]!, 12)
    })
  })

  test('names the only region that matters and gives the others nothing', async () => {
    const values = valuesOf(await run(oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]!)))
    expect(values[31]).toBeCloseTo(0.6, 12)
    expect(values.filter((value) => value !== 0)).toHaveLength(1)
  })

  test('shows as many masks as it says', async () => {
    const evaluator = oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]!)
    const context = contextOf(evaluator)
    await shapleySampling.run(context, shapleySampling.parameters.parse({}))
    expect(evaluator.spent.forwards).toBe(2 + 24 * 48)
    expect(shapleySampling.cost(shapleySampling.parameters.parse({}), 49)).toBe(1154)
    expect(context.partial).toHaveLength(9)
  })

  test('takes whole pairs only when the budget is small, and says that it is not complete', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 4), (m) => 0.1 + 0.5 * m[2]! * m[5]!)
    const result = await run(evaluator, {}, { budget: 2 + 5 * 7 + 3 })
    expect([result.complete, evaluator.spent.forwards, result.statistics?.['orders']]).toEqual([false, 2 + 4 * 7, 4])
    expect(sum(valuesOf(result))).toBeCloseTo(0.5, 12)
  })

  test('takes one order where no pair can be paid, without an error to state', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(2, 4), (m) => 0.1 + 0.5 * m[2]!),
      {},
      { budget: 12 },
    )
    expect(valuesOf(result)[2]).toBeCloseTo(0.5, 12)
    expect(errorsOf(result)).toEqual(new Array(8).fill(Number.NaN))
    expect(result.warnings.map(({ code }) => code)).toEqual(['SAMPLES_FEW'])
    const nothing = await run(
      oracleEvaluator(gridRegions(2, 4), (m) => m[2]!),
      {},
      { budget: 8 },
    )
    expect([nothing.complete, nothing.statistics?.['samples'], valuesOf(nothing)]).toEqual([false, 0, new Array(8).fill(0)])
  })

  test('warns of a constant score, and of orders too few to tell any value from chance', async () => {
    const constant = await run(
      oracleEvaluator(gridRegions(2, 2), () => 0.3),
      { pairs: 2 },
    )
    expect(valuesOf(constant)).toEqual([0, 0, 0, 0])
    expect(constant.warnings.map(({ code }) => code)).toEqual(['SCORE_CONSTANT'])
    const noisy = await run(
      oracleEvaluator(gridRegions(3, 3), (_, index) => 0.5 + 0.4 * Math.sin(999 * index)),
      { pairs: 6 },
    )
    expect(noisy.warnings.map(({ code }) => code)).toEqual(['SAMPLES_FEW'])
  })

  test('gives a single region the whole difference', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(1, 1), (m) => 0.2 + 0.7 * m[0]!),
      { pairs: 3 },
    )
    expect(valuesOf(result)[0]).toBeCloseTo(0.7, 12)
    expect([result.complete, result.statistics?.['samples'], errorsOf(result)]).toEqual([true, 2, [0]])
  })

  test('explains logits', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => 1 / (1 + Math.exp(-(1.5 * m[0]! - m[2]!))))
    valuesOf(await run(evaluator, { pairs: 1, space: 'logit' })).forEach((value, region) => {
      expect(value).toBeCloseTo([1.5, 0, -1, 0][region]!, 10)
    })
  })
})

describe('Shapley value sampling through models', () => {
  test('is the same for every batch and for every run of a seed, and another for another seed', async () => {
    const tiny = await openTiny(logisticPair())
    const values = valuesOf(await run(tiny.evaluator()))
    expect(valuesOf(await run(tiny.evaluator({ memory: 0.008 })))).toEqual(values)
    expect(valuesOf(await run(tiny.evaluator()))).toEqual(values)
    expect(valuesOf(await run(tiny.evaluator(), {}, { seed: 2 }))).not.toEqual(values)
    await tiny.close()
  })

  test('finds the amounts of the additive model', async () => {
    const tiny = await openTiny(additive())
    const values = valuesOf(await run(tiny.evaluator(), { pairs: 2 }))
    ;[0.05, 0.2, 0.1, 0.3, 0.02, 0.15, 0.08, 0.09].forEach((amount, region) => {
      expect(values[region]).toBeCloseTo(amount, 5)
    })
    await tiny.close()
  })

  test('pays once for masks that another run had shown', async () => {
    const tiny = await openTiny(grid49())
    const evaluator = tiny.evaluator()
    await run(evaluator, { pairs: 3 })
    const paid = evaluator.spent.forwards
    await run(evaluator, { pairs: 3 })
    expect(evaluator.spent.forwards).toBe(paid)
    await tiny.close()
  })
})
