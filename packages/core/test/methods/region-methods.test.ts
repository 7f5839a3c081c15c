import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { Method, MethodContext, MethodResult } from '../../src/methods/method.ts'
import { banzhaf } from '../../src/methods/sampling/banzhaf.ts'
import { exactShapley } from '../../src/methods/sampling/exact-shapley.ts'
import { kernelShap } from '../../src/methods/sampling/kernel-shap.ts'
import { leaveOneOut } from '../../src/methods/sampling/leave-one-out.ts'
import { lime } from '../../src/methods/sampling/lime.ts'
import { additive } from '../../src/testing/index.ts'
import { contextOf, gridRegions, openTiny, oracleEvaluator } from './sampling-context.ts'

type Run = (
  evaluator: MaskEvaluator,
  given?: Readonly<Record<string, unknown>>,
  changes?: Partial<MethodContext>,
) => Promise<MethodResult>

function runnerOf<P>(method: Method<P>): Run {
  return (evaluator, given = {}, changes = {}) => method.run(contextOf(evaluator, changes), method.parameters.parse(given))
}

function valuesOf({ attribution }: MethodResult): number[] {
  if (attribution.kind !== 'regions') throw new Error('no regions')
  return [...attribution.values]
}

const codes = ({ warnings }: MethodResult): string[] => warnings.map(({ code }) => code)
const amounts = [0.05, 0.2, 0.1, 0.3, 0.02, 0.15, 0.08, 0.09]
const adding = (m: Float32Array): number => 0.01 + amounts.reduce((sum, amount, i) => sum + amount * m[i]!, 0)

/** The methods whose values are what a region adds, in the unit of the score. */
const fair = [
  ['kernel-shap', runnerOf(kernelShap), { samples: 100 }],
  ['banzhaf', runnerOf(banzhaf), { samples: 100 }],
  ['exact-shapley', runnerOf(exactShapley), {}],
  ['leave-one-out', runnerOf(leaveOneOut), {}],
  ['lime', runnerOf(lime), { samples: 100, alpha: 0 }],
] as const

describe.each(fair)('%s', (name, run, given) => {
  test('gives each region of an additive score its addend', async () => {
    const values = valuesOf(await run(oracleEvaluator(gridRegions(2, 4), adding), given))
    values.forEach((value, region) => {
      expect(value).toBeCloseTo(amounts[region]!, 9)
    })
  })

  test('gives exact zeros, and says so, where the score is constant', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(2, 4), () => 0.3),
      given,
    )
    expect(valuesOf(result).map(Math.abs)).toEqual(new Array(8).fill(0))
    expect(codes(result)).toEqual(['SCORE_CONSTANT'])
  })

  test('names the only region that the score reads', async () => {
    const values = valuesOf(
      await run(
        oracleEvaluator(gridRegions(3, 4), (m) => 0.2 + 0.6 * m[7]!),
        given,
      ),
    )
    values.forEach((value, region) => {
      expect(value).toBeCloseTo(region === 7 ? 0.6 : 0, 9)
    })
  })

  test('has a single region to give all to', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(1, 1), (m) => 0.2 + 0.6 * m[0]!),
      given,
    )
    expect(valuesOf(result)[0]).toBeCloseTo(0.6, 9)
  })

  test('explains logits when asked to', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => 1 / (1 + Math.exp(-(1 - 2 * m[0]! + 3 * m[3]!))))
    valuesOf(await run(evaluator, { ...given, space: 'logit' })).forEach((value, region) => {
      expect(value).toBeCloseTo([-2, 0, 0, 3][region]!, 8)
    })
  })

  test('gives the same bits for a seed and any batch of a model, and stays within its cost', async () => {
    const tiny = await openTiny(additive())
    const [large, small] = [tiny.evaluator(), tiny.evaluator({ memory: 0.008 })]
    const [one, other] = [await run(large, given), await run(small, given)]
    expect(valuesOf(other)).toEqual(valuesOf(one))
    expect(other.statistics).toEqual(one.statistics)
    expect(Math.max(...small.shapes)).toBeLessThan(Math.max(...large.shapes))
    const method = [kernelShap, banzhaf, exactShapley, leaveOneOut, lime].find((candidate) => candidate.name === name)!
    expect(large.spent.forwards).toBeLessThanOrEqual(method.cost(method.parameters.parse(given) as never, 8))
    await tiny.close()
  })

  test('shares its forwards with another target', async () => {
    const tiny = await openTiny(additive())
    const evaluator = tiny.evaluator({ targets: [{ class: 0 }, { class: 1 }] })
    const first = valuesOf(await run(evaluator, given, { target: 0 }))
    const { forwards } = evaluator.spent
    const second = valuesOf(await run(evaluator, given, { target: 1 }))
    expect(evaluator.spent.forwards).toBe(forwards)
    // Two classes of a softmax: what one gains the other loses.
    second.forEach((value, region) => {
      expect(value).toBeCloseTo(-first[region]!, 5)
    })
    await tiny.close()
  })
})

describe.each([
  ['kernel-shap', runnerOf(kernelShap), 9],
  ['banzhaf', runnerOf(banzhaf), 9],
  ['lime', runnerOf(lime), 9],
  ['leave-one-out', runnerOf(leaveOneOut), 0],
] as const)('%s of 49 regions', (_, run, partials) => {
  const open = (budget = Number.POSITIVE_INFINITY) => oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]!, budget)

  test('ends with what it has when the budget does', async () => {
    const evaluator = open()
    const result = await run(evaluator, {}, { budget: 40 })
    expect(result.complete).toBe(false)
    expect(evaluator.spent.forwards).toBeLessThanOrEqual(40)
    const values = valuesOf(await run(open(45), {}))
    expect(values.indexOf(Math.max(...values))).toBe(31)
    const nothing = await run(open(0))
    expect([nothing.complete, valuesOf(nothing)]).toEqual([false, new Array(49).fill(0)])
  })

  test('is complete, and shows itself at every tenth but the last', async () => {
    const partial: unknown[] = []
    const result = await run(open(), {}, { report: (attribution) => partial.push(attribution) })
    expect(result.complete).toBe(true)
    expect(partial.length).toBe(partials)
    expect(codes(result)).toEqual([])
  })
})
