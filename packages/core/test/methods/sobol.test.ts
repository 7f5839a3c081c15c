import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import { sobolEstimators } from '../../src/math/sobol-indices.ts'
import type { MethodContext, MethodResult } from '../../src/methods/method.ts'
import { sobol } from '../../src/methods/sampling/sobol.ts'
import type { SobolParameters } from '../../src/methods/sampling/sobol-parameters.ts'
import { grid49 } from '../../src/testing/index.ts'
import { contextOf, gridRegions, openTiny, oracleEvaluator } from './sampling-context.ts'

const run = (evaluator: MaskEvaluator, given: Partial<SobolParameters> = {}, changes: Partial<MethodContext> = {}) =>
  sobol.run(contextOf(evaluator, changes), sobol.parameters.parse(given))

function valuesOf({ attribution }: MethodResult): number[] {
  if (attribution.kind !== 'grid' && attribution.kind !== 'regions') throw new Error('no values')
  return [...attribution.values]
}

const codes = ({ warnings }: MethodResult): string[] => warnings.map(({ code }) => code)
const argmax = (values: readonly number[]): number => values.indexOf(Math.max(...values))

/** 3 x0 + 2 x1 + x2 of four cells, as a probability: the true indices are 9, 4, 1 and 0 fourteenths. */
const linear = () => oracleEvaluator(gridRegions(2, 2), (m) => 0.1 + 0.1 * (3 * m[0]! + 2 * m[1]! + m[2]!))

describe('Sobol attribution', () => {
  test.each([
    ['jansen', [0.6401, 0.2845, 0.0711, 0]],
    ['glen', [0.6416, 0.2856, 0.0714, 0]],
    ['janon', [0.6534, 0.3091, 0.1019, 0.0328]],
  ] as const)('gives the published estimates by %s of a linear score', async (estimator, published) => {
    const result = await run(linear(), { grid: 2, designs: 256, estimator })
    // Janon’s and Saltelli’s depend on the offset of the scores.
    const digits = estimator === 'janon' ? 0 : 3
    valuesOf(result).forEach((value, cell) => {
      expect(value).toBeCloseTo(published[cell]!, digits)
    })
  })

  // Janon’s is biased upwards, as the published figures above show.
  test.each(sobolEstimators.filter((estimator) => estimator !== 'janon'))(
    'finds the shares of variance by %s within its own standard errors',
    async (estimator) => {
      const result = await run(linear(), { over: 'regions', designs: 1024, estimator, sampler: 'monte-carlo' })
      const errors = result.statistics!['standardErrors'] as Float64Array
      valuesOf(result).forEach((value, cell) => {
        expect(Math.abs(value - [9, 4, 1, 0][cell]! / 14)).toBeLessThan(4 * errors[cell]! + 0.01)
      })
      expect(errors[0]).toBeLessThan(0.2)
    },
  )

  test('shows n (d + 1) soft masks, the first of each design with every cell as drawn', async () => {
    const shown: string[] = []
    const evaluator = oracleEvaluator(gridRegions(1, 2), (m) => {
      shown.push([...m].join(' '))
      return m[0]!
    })
    await run(evaluator, { over: 'regions', designs: 4 })
    // Points (.5 .5 .5 .5), (.75 .25 .25 .25) and (.25 .75 .75 .75): the last two coordinates are what the cells change to.
    expect(shown.slice(3, 6)).toEqual(['0.5 0.5', '0.5 0.5', '0.5 0.5'])
    expect(shown.slice(6, 9)).toEqual(['0.75 0.25', '0.25 0.25', '0.75 0.25'])
    expect(shown.slice(9)).toEqual(['0.25 0.75', '0.75 0.75', '0.25 0.75'])
    expect(evaluator.spent.forwards).toBe(12)
    expect(sobol.cost(sobol.parameters.parse({ over: 'regions', designs: 4 }), 2)).toBe(12)
    expect(sobol.cost(sobol.parameters.parse({}), 49)).toBe(2080)
  })

  test('names the only cell that matters and gives nothing to the others', async () => {
    const values = valuesOf(await run(oracleEvaluator(gridRegions(8, 8), (m) => 0.2 + 0.6 * m[42]!)))
    expect(argmax(values)).toBe(42)
    expect(values.filter((_, cell) => cell !== 42)).toEqual(new Array(63).fill(0))
  })

  test('gives zeros and says so where the score is constant', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(2, 2), () => 0.3),
      { grid: 2 },
    )
    expect(valuesOf(result)).toEqual([0, 0, 0, 0])
    expect(codes(result)).toEqual(['SCORE_CONSTANT'])
  })

  test('takes another sampler, and says so, above 128 cells', async () => {
    const result = await run(
      oracleEvaluator(gridRegions(12, 12), (m) => 0.1 + 0.8 * m[77]!),
      { grid: 12 },
    )
    expect(codes(result)).toEqual(['SAMPLER_REPLACED'])
    expect(argmax(valuesOf(result))).toBe(77)
  })

  test('says when designs are few, and refuses a number that is no power of two', async () => {
    expect(codes(await run(linear(), { grid: 2, designs: 8 }))).toEqual(['SAMPLES_FEW'])
    expect(sobol.parameters.safeParse({ designs: 33 }).success).toBe(false)
    expect(sobol.parameters.safeParse({ designs: 2 }).success).toBe(false)
  })

  test('ends with the whole designs it has when the budget does', async () => {
    // 20 designs of 5 masks, and 3 masks of the next.
    const [ended, short] = [await run(linear(), { grid: 2 }, { budget: 103 }), linear()]
    expect([ended.complete, ended.statistics?.['designs']]).toEqual([false, 20])
    expect(argmax(valuesOf(ended))).toBe(0)
    const nothing = await run(short, { grid: 2 }, { budget: 9 })
    expect([nothing.complete, valuesOf(nothing)]).toEqual([false, [0, 0, 0, 0]])
    expect(nothing.statistics?.['variance']).toBeNaN()
  })

  test('reports maps on the way', async () => {
    const context = contextOf(linear())
    await sobol.run(context, sobol.parameters.parse({ grid: 4, designs: 256 }))
    expect(context.partial.length).toBe(9)
  })

  test('is the same for every batch, and follows the seed of a random sampler only', async () => {
    const tiny = await openTiny(grid49())
    const options = { grid: 7, designs: 4 } as const
    const large = tiny.evaluator()
    const one = valuesOf(await run(large, options))
    const small = tiny.evaluator({ memory: 0.06 })
    expect(valuesOf(await run(small, options))).toEqual(one)
    expect(Math.max(...small.shapes)).toBeLessThan(Math.max(...large.shapes))
    const drawn = (seed: number) => run(tiny.evaluator(), { ...options, sampler: 'monte-carlo' }, { seed }).then(valuesOf)
    expect(await drawn(3)).toEqual(await drawn(3))
    expect(await drawn(4)).not.toEqual(await drawn(3))
    await tiny.close()
  })

  test('never takes the masks of another design for its own', async () => {
    const tiny = await openTiny(grid49())
    const evaluator = tiny.evaluator()
    const alone = valuesOf(await run(tiny.evaluator(), { grid: 7, designs: 4, sampler: 'latin-hypercube' }))
    await run(evaluator, { grid: 7, designs: 8, sampler: 'latin-hypercube' })
    await run(evaluator, { grid: 6, designs: 4, sampler: 'latin-hypercube' })
    expect(valuesOf(await run(evaluator, { grid: 7, designs: 4, sampler: 'latin-hypercube' }))).toEqual(alone)
    await tiny.close()
  })
})
