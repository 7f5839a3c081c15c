import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sobolStandardErrors } from '../../src/math/sobol-errors.ts'
import { type SobolEstimator, sobolEstimators, sobolIndices } from '../../src/math/sobol-indices.ts'
import { createSampler, type SamplerName } from '../../src/random/sampler.ts'

const file = new URL('../fixtures/golden-hsic-sobol.json', import.meta.url)
const golden: { a: number[]; c: number[][] } & Record<string, number[]> = JSON.parse(readFileSync(file, 'utf8')).sobol_est
const base = Float64Array.from(golden.a)
const changed = Float64Array.from(golden.c.flat())

/** Scores of 3 x1 + 2 x2 + x3 of four numbers: the true indices are 9, 4, 1 and 0 fourteenths. */
function linear(designs: number, seed = 1, sampler: SamplerName = 'sobol'): [base: Float64Array, changed: Float64Array] {
  const points = createSampler(sampler, { samples: designs, dimensions: 8, seed, skip: 0 })
  const point = new Float64Array(8)
  const scoreWith = (design: number, anew: number): number => {
    points.draw(design, point)
    return [3, 2, 1, 0].reduce((sum, factor, cell) => sum + factor * point[cell === anew ? 4 + cell : cell]!, 0)
  }
  return [
    Float64Array.from({ length: designs }, (_, design) => scoreWith(design, -1)),
    Float64Array.from({ length: 4 * designs }, (_, i) => scoreWith(i % designs, Math.floor(i / designs))),
  ]
}

describe('total-order indices', () => {
  it.each([
    ['jansen', 'jansen'],
    ['homma', 'homma_saltelli'],
    ['saltelli', 'homma_saltelli'],
    ['janon', 'janon'],
    ['glen', 'glen'],
  ] as const)('by %s are those of the published example', (estimator, key) => {
    const { values } = sobolIndices(base, changed, estimator)
    values.forEach((value, cell) => {
      expect(Math.abs(value - golden[key]![cell]!)).toBeLessThan(1e-8)
    })
  })

  it.each([
    ['jansen', [0.6401, 0.2845, 0.0711, 0]],
    ['glen', [0.6416, 0.2856, 0.0714, 0]],
    ['saltelli', [0.6425, 0.2884, 0.0751, 0.0039]],
    ['janon', [0.6534, 0.3091, 0.1019, 0.0328]],
  ] as const)('by %s are as published for a linear function', (estimator, published) => {
    const { values } = sobolIndices(...linear(256), estimator)
    values.forEach((value, cell) => {
      expect(value).toBeCloseTo(published[cell]!, 3)
    })
  })

  it.each(sobolEstimators)('by %s are zero, with the variance, where the output does not react', (estimator) => {
    const { values, variance } = sobolIndices(new Float64Array(8).fill(0.3), new Float64Array(16).fill(0.3), estimator)
    expect([...values]).toEqual([0, 0])
    expect(variance).toBeLessThan(1e-12)
  })

  it('by Homma and by Saltelli are the same numbers', () => {
    const scores = linear(64)
    expect(sobolIndices(...scores, 'homma')).toEqual(sobolIndices(...scores, 'saltelli'))
  })
})

describe('standard errors of total-order indices', () => {
  it.each(['jansen', 'glen'] as const satisfies readonly SobolEstimator[])(
    'by %s match the spread of repeated runs',
    (estimator) => {
      const runs = Array.from({ length: 60 }, (_, seed) => {
        const scores = linear(64, seed, 'monte-carlo')
        return { value: sobolIndices(...scores, estimator).values[0]!, error: sobolStandardErrors(...scores, estimator)[0]! }
      })
      const mean = runs.reduce((sum, { value }) => sum + value, 0) / 60
      const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / 59)
      const typical = Math.sqrt(runs.reduce((sum, { error }) => sum + error ** 2, 0) / 60)
      expect(typical / spread).toBeGreaterThan(0.75)
      expect(typical / spread).toBeLessThan(1.4)
    },
  )

  it('are zero for a cell that never matters, and unknown with two designs', () => {
    expect(sobolStandardErrors(...linear(64), 'jansen')[3]).toBe(0)
    expect(sobolStandardErrors(base.subarray(0, 2), Float64Array.of(0.3, 0.5), 'jansen')[0]).toBeNaN()
  })
})
