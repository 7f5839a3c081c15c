import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { MethodContext, MethodResult } from '../../src/methods/method.ts'
import { hsic } from '../../src/methods/sampling/hsic.ts'
import type { HsicParameters } from '../../src/methods/sampling/hsic-parameters.ts'
import { additive, grid49 } from '../../src/testing/index.ts'
import { contextOf, gridRegions, openTiny, oracleEvaluator } from './sampling-context.ts'

const run = (evaluator: MaskEvaluator, given: Partial<HsicParameters> = {}, changes: Partial<MethodContext> = {}) =>
  hsic.run(contextOf(evaluator, changes), hsic.parameters.parse(given))

function valuesOf({ attribution }: MethodResult): number[] {
  if (attribution.kind !== 'grid' && attribution.kind !== 'regions') throw new Error('no values')
  return [...attribution.values]
}

const codes = ({ warnings }: MethodResult): string[] => warnings.map(({ code }) => code)
const argmax = (values: readonly number[]): number => values.indexOf(Math.max(...values))
const list = (result: MethodResult, name: string): number[] => [...((result.statistics?.[name] as Float64Array) ?? [])]

/** The published example: four cells, 16 masks of the Sobol sequence. */
const fourCells = () => oracleEvaluator(gridRegions(2, 2), (m) => 0.1 + 0.6 * m[0]! + 0.2 * m[2]! + 0.05 * m[0]! * m[3]!)
const published = [2.8830589498, 0.011984146, 0.2210681807, 0.0515892429]
const additiveOf = (amounts: readonly number[]) => (m: Float32Array) =>
  0.01 + amounts.reduce((sum, amount, i) => sum + amount * m[i]!, 0)

describe('HSIC', () => {
  test('shows the masks of the published example', async () => {
    const evaluator = fourCells()
    await run(evaluator, { grid: 2, samples: 16 })
    const bits = evaluator.keys.map((key) => key.replace('grid:2:', '').charCodeAt(0))
    const written = bits.map((mask) => [0, 1, 2, 3].map((cell) => (mask >> cell) & 1).join(''))
    expect(written.join(' ')).toBe('0000 1000 0111 0011 1100 1011 0100 0010 1101 1010 0101 0001 1110 1001 0110 0001')
  })

  test('gives the scores of the published example by the definition to 1e-8', async () => {
    const result = await run(fourCells(), { grid: 2, samples: 16, exact: true })
    expect(result.statistics?.['bandwidth']).toBeCloseTo(0.3, 12)
    valuesOf(result).forEach((value, cell) => {
      expect(Math.abs(value - published[cell]!)).toBeLessThan(1e-8)
    })
  })

  test.each(['reference', 'wasm', 'wasm-simd'] as const)('gives them by low rank on %s kernels', async (backend) => {
    const kernels = await createKernels(backend)
    const result = await run(fourCells(), { grid: 2, samples: 16 }, { kernels })
    const bound = result.statistics?.['bound'] as number
    expect(bound).toBeLessThan(1e-6)
    valuesOf(result).forEach((value, cell) => {
      expect(Math.abs(value - published[cell]!)).toBeLessThan(1e-5 * published[0]! + bound)
    })
    kernels.dispose()
  })

  test('takes the other kernels of masks as factors of the binary one', async () => {
    const [binary, rbf, sobolev] = await Promise.all(
      (['binary', 'rbf', 'sobolev'] as const).map(async (kernel) =>
        valuesOf(await run(fourCells(), { grid: 2, samples: 16, kernel })),
      ),
    )
    binary!.forEach((value, cell) => {
      expect(value / rbf![cell]!).toBeCloseTo(1.1565176, 6)
      expect(value / sobolev![cell]!).toBeCloseTo(2, 12)
    })
  })

  test('reports MMD^2, from which the score follows with the number of masks', async () => {
    const result = await run(fourCells(), { grid: 2, samples: 16, exact: true })
    // Cell 0 is kept in 7 of the 16 masks: 2 n p^2 (1 - p)^2.
    const factor = 2 * 16 * (7 / 16) ** 2 * (9 / 16) ** 2
    expect(list(result, 'discrepancy')[0]).toBeCloseTo(published[0]! / factor, 8)
  })

  test('says in which direction a cell works', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => 0.5 + 0.3 * m[1]! - 0.2 * m[3]!)
    const result = await run(evaluator, { over: 'regions', samples: 64 })
    const effects = list(result, 'effect')
    ;[0, 0.3, 0, -0.2].forEach((effect, cell) => {
      expect(effects[cell]).toBeCloseTo(effect, 1)
    })
    expect(valuesOf(result)[3]).toBeGreaterThan(10 * valuesOf(result)[0]!)
  })

  test('names the only cell that matters, and gives the others no more than chance', async () => {
    const evaluator = oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]!)
    const result = await run(evaluator)
    const values = valuesOf(result)
    expect(argmax(values)).toBe(31)
    const others = values.filter((_, cell) => cell !== 31)
    expect(Math.max(...others)).toBeLessThan(result.statistics?.['chance'] as number)
    expect(values[31]).toBeGreaterThan(100 * (result.statistics?.['chance'] as number))
  })

  test('chance is what a cell without influence scores on average', async () => {
    const evaluator = oracleEvaluator(gridRegions(10, 10), additiveOf([0.5, 0.3]))
    const result = await run(evaluator, { over: 'regions', samples: 400, sampler: 'monte-carlo' })
    const idle = valuesOf(result).slice(2)
    const mean = idle.reduce((sum, value) => sum + value, 0) / idle.length
    expect(mean / (result.statistics?.['chance'] as number)).toBeGreaterThan(0.75)
    expect(mean / (result.statistics?.['chance'] as number)).toBeLessThan(1.25)
  })

  test('ranks regions by their part in an additive score, alike in both halves of the masks', async () => {
    const amounts = [0.05, 0.2, 0.1, 0.3, 0.02, 0.15, 0.08, 0.09]
    const result = await run(oracleEvaluator(gridRegions(2, 4), additiveOf(amounts)), { over: 'regions' })
    expect(result.attribution.kind).toBe('regions')
    const order = amounts.map((_, i) => i).sort((a, b) => valuesOf(result)[b]! - valuesOf(result)[a]!)
    expect(order.slice(0, 4)).toEqual([3, 1, 5, 2])
    expect(result.statistics?.['halves']).toBeGreaterThan(0.9)
  })

  test('measures pairs that act together only', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => 0.3 + 0.3 * m[3]! + 0.2 * (m[0] === m[2] ? 1 : 0))
    const result = await run(evaluator, { over: 'regions', samples: 256, interactions: true })
    const pairs = list(result, 'interactions')
    expect(pairs[0 * 4 + 2]).toBeGreaterThan(20 * Math.abs(pairs[0 * 4 + 1]!))
    expect(pairs[2 * 4 + 0]).toBe(pairs[0 * 4 + 2])
    expect([0, 5, 10, 15].map((diagonal) => pairs[diagonal])).toEqual([0, 0, 0, 0])
    // Neither of the two matters alone.
    expect(valuesOf(result)[0]).toBeLessThan(0.01 * valuesOf(result)[3]!)
  })

  test('interactions are those of the product of both kernels', async () => {
    const masks: Float32Array[] = []
    const outputs: number[] = []
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => {
      masks.push(m.slice())
      outputs.push(0.1 + 0.5 * m[0]! * m[1]! + 0.2 * m[2]!)
      return outputs.at(-1)!
    })
    const result = await run(evaluator, { over: 'regions', samples: 12, exact: true, interactions: true })
    const width = result.statistics?.['bandwidth'] as number
    const trace = (kernel: (a: number, b: number) => number): number => {
      const n = outputs.length
      const rows = outputs.map((_, a) => outputs.map((__, b) => kernel(a, b)))
      const means = rows.map((row) => row.reduce((sum, value) => sum + value, 0) / n)
      const all = means.reduce((sum, value) => sum + value, 0) / n
      return (
        rows.reduce(
          (sum, row, a) =>
            sum +
            row.reduce((part, value, b) => {
              const centred = value - means[a]! - means[b]! + all
              return part + centred * Math.exp(-((outputs[a]! - outputs[b]!) ** 2) / (2 * width * width))
            }, 0),
          0,
        ) / n
      )
    }
    const single = (cell: number) => (a: number, b: number) => (masks[a]![cell] === masks[b]![cell] ? 1.5 : 0.5)
    const pair = trace((a, b) => single(0)(a, b) * single(1)(a, b)) - trace(single(0)) - trace(single(1))
    expect(list(result, 'interactions')[1]).toBeCloseTo(pair, 12)
  })

  test('gives zeros and says so where the score is constant', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(2, 2), () => 0.3),
      { samples: 64, grid: 2 },
    )
    expect(valuesOf(result)).toEqual([0, 0, 0, 0])
    expect(codes(result)).toEqual(['SCORE_CONSTANT'])
  })

  test('leaves the median of the scores where it is no width', async () => {
    // Half of the masks give 0, so that the median is 0 or hardly more.
    const result = await run(
      oracleEvaluator(gridRegions(2, 2), (m) => 0.5 * m[0]! * m[3]! + 1e-6 * m[1]!),
      { over: 'regions', samples: 64 },
    )
    expect(codes(result)).toEqual(['BANDWIDTH_REPLACED'])
    expect(result.statistics?.['bandwidth']).toBe(1e-6)
  })

  test('gives zeros and says so where most pairs of masks have equal scores', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 4), (m) => (m[0]! + m[1]! + m[2]! === 3 ? 0.9 : 0))
    const result = await run(evaluator, { over: 'regions', samples: 64 })
    expect(valuesOf(result)).toEqual(new Array(8).fill(0))
    expect(codes(result)).toEqual(['BANDWIDTH_ZERO'])
  })

  test('explains logits with the median distance', async () => {
    const shifted = (by: number) => oracleEvaluator(gridRegions(2, 2), (m) => 1 / (1 + Math.exp(-(by + 1.5 * m[0]! - m[2]!))))
    const [low, high] = await Promise.all([-1, 2].map((by) => run(shifted(by), { grid: 2, samples: 64, space: 'logit' })))
    valuesOf(low!).forEach((value, cell) => {
      expect(value).toBeCloseTo(valuesOf(high!)[cell]!, 6)
    })
    expect(hsic.parameters.safeParse({ space: 'logit', bandwidth: 'output-median' }).success).toBe(false)
  })

  test('says when masks are few for the cells', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(7, 7), (m) => 0.1 + 0.8 * m[0]!),
      { samples: 195 },
    )
    expect(codes(result)).toEqual(['SAMPLES_FEW'])
  })

  test('takes another sampler, and says so, above 256 cells', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(17, 17), (m) => 0.1 + 0.8 * m[40]!),
      { grid: 17, samples: 1200 },
    )
    expect(codes(result)).toEqual(['SAMPLER_REPLACED'])
    expect(argmax(valuesOf(result))).toBe(40)
  })

  test('refuses what cannot work', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 2), () => 0.5)
    await expect(run(evaluator, { grid: 9 })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: '9x9', limit: '8x8' },
    })
    await expect(run(evaluator, { grid: 2, sampler: 'halton' })).resolves.toBeDefined()
    const large = oracleEvaluator(gridRegions(17, 17), () => 0.5)
    await expect(run(large, { grid: 17, interactions: true })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: 289, limit: 256 },
    })
    await expect(run(large, { grid: 4, sampler: 'halton' })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { limit: 10 },
    })
    expect(hsic.parameters.safeParse({ samples: 5000, exact: true }).success).toBe(false)
    expect(hsic.parameters.safeParse({ samples: 7 }).success).toBe(false)
  })

  test('ends with what it has when the budget does', async () => {
    const evaluator = oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]!)
    const result = await run(evaluator, {}, { budget: 100 })
    expect([result.complete, evaluator.spent.forwards, result.statistics?.['samples']]).toEqual([false, 100, 100])
    expect(argmax(valuesOf(result))).toBe(31)
    const nothing = await run(
      oracleEvaluator(gridRegions(2, 2), (m) => m[0]!, 0),
      { grid: 2 },
    )
    expect([nothing.complete, valuesOf(nothing)]).toEqual([false, [0, 0, 0, 0]])
  })

  test('reports a map for every tenth of its masks but the last', async () => {
    const context = contextOf(oracleEvaluator(gridRegions(7, 7), (m) => 0.2 + 0.6 * m[31]!))
    await hsic.run(context, hsic.parameters.parse({}))
    expect(context.partial.length).toBe(9)
    expect(hsic.cost(hsic.parameters.parse({}), 49)).toBe(768)
  })
})

describe('HSIC through models', () => {
  test('finds the amounts of the additive model and is the same for every batch', async () => {
    const tiny = await openTiny(additive())
    const options = { over: 'regions', samples: 256 } as const
    const large = tiny.evaluator()
    const one = await run(large, options)
    const order = [...Array(8).keys()].sort((a, b) => valuesOf(one)[b]! - valuesOf(one)[a]!)
    expect(order.slice(0, 4)).toEqual([3, 1, 5, 2])
    const small = tiny.evaluator({ memory: 0.008 })
    expect(valuesOf(await run(small, options))).toEqual(valuesOf(one))
    expect(Math.max(...small.shapes)).toBeLessThan(Math.max(...large.shapes))
    await tiny.close()
  })

  test('pays once for masks that another run had shown', async () => {
    const tiny = await openTiny(grid49())
    const evaluator = tiny.evaluator()
    const first = await run(evaluator)
    const paid = evaluator.spent.forwards
    expect(valuesOf(await run(evaluator))).toEqual(valuesOf(first))
    expect(evaluator.spent.forwards).toBe(paid)
    await tiny.close()
  })
})
