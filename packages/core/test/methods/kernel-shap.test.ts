import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { MethodContext } from '../../src/methods/method.ts'
import { exactShapley } from '../../src/methods/sampling/exact-shapley.ts'
import { kernelShap } from '../../src/methods/sampling/kernel-shap.ts'
import { gridOracle, logisticOracle } from '../../src/testing/oracles.ts'
import { contextOf, gridRegions, oracleEvaluator } from './sampling-context.ts'

async function run(evaluator: MaskEvaluator, samples = 0, changes: Partial<MethodContext> = {}) {
  const result = await kernelShap.run(contextOf(evaluator, changes), kernelShap.parameters.parse({ samples }))
  if (result.attribution.kind !== 'regions') throw new Error('no regions')
  const { statistics = {}, warnings, complete } = result
  return { values: [...result.attribution.values], statistics, codes: warnings.map(({ code }) => code), complete }
}

const twelve = () => oracleEvaluator(gridRegions(3, 4), (m) => logisticOracle.probability(Uint8Array.from(m)))
const grid = () => oracleEvaluator(gridRegions(7, 7), (m) => gridOracle.probability(Uint8Array.from(m)))
const four = () =>
  oracleEvaluator(gridRegions(2, 2), ([a, b, c, d]) => 0.1 + 0.5 * a! + 0.3 * a! * b! * c! - 0.2 * d! + 0.4 * a! * c! * d!)

async function exactOfTwelve(): Promise<number[]> {
  const { attribution } = await exactShapley.run(contextOf(twelve()), { space: 'probability' })
  if (attribution.kind !== 'regions') throw new Error('no regions')
  return [...attribution.values]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe('Kernel SHAP', () => {
  test('gives the Shapley values of the published example', async () => {
    const { values } = await run(four())
    ;[0.7333333, 0.1, 0.2333333, -0.0666667].forEach((value, region) => {
      expect(values[region]).toBeCloseTo(value, 7)
    })
  })

  test('shows every coalition once where they can be paid for, and then is exact', async () => {
    const evaluator = twelve()
    const { values, statistics } = await run(evaluator, 4094)
    expect(evaluator.spent.forwards).toBe(4096)
    const exact = await exactOfTwelve()
    values.forEach((value, region) => {
      expect(Math.abs(value - exact[region]!)).toBeLessThan(1e-10)
    })
    expect([...(statistics['standardErrors'] as Float64Array)]).toEqual(new Array(12).fill(0))
    expect(statistics['enumerated']).toBe(4094)
  })

  test('is within its standard errors where it draws coalitions', async () => {
    const exact = await exactOfTwelve()
    const { values, statistics } = await run(twelve(), 1200)
    const errors = statistics['standardErrors'] as Float64Array
    const distances = values.map((value, region) => Math.abs(value - exact[region]!) / errors[region]!)
    expect(Math.max(...distances)).toBeLessThan(3.5)
    expect(Math.max(...errors)).toBeLessThan(0.01)
    expect(Math.min(...errors)).toBeGreaterThan(0.0005)
  })

  test('states the errors that other seeds make', async () => {
    const runs = await Promise.all(Array.from({ length: 24 }, (_, seed) => run(twelve(), 400, { seed: seed + 1 })))
    const spread = sum(
      Array.from({ length: 12 }, (_, region) => {
        const values = runs.map((one) => one.values[region]!)
        const mean = sum(values) / values.length
        return sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1)
      }),
    )
    const stated = sum(runs.map(({ statistics }) => sum([...(statistics['standardErrors'] as Float64Array)].map((e) => e * e))))
    expect(stated / runs.length / spread).toBeGreaterThan(0.75)
    expect(stated / runs.length / spread).toBeLessThan(1.35)
  })

  test('adds up to what all regions do together, by draws as well', async () => {
    const { values, statistics, codes } = await run(grid())
    expect(sum(values)).toBeCloseTo((statistics['whole'] as number) - (statistics['blank'] as number), 12)
    expect([statistics['samples'], statistics['enumerated'], statistics['ridge']]).toEqual([2148, 98, 0])
    expect(codes).toEqual([])
  })

  test('adds up at any budget, and says when that is too small', async () => {
    const { values, statistics, codes, complete } = await run(grid(), undefined, { budget: 30 })
    expect(sum(values)).toBeCloseTo((statistics['whole'] as number) - (statistics['blank'] as number), 12)
    expect(values.every(Number.isFinite)).toBe(true)
    expect(statistics['ridge']).toBeGreaterThan(0)
    expect([codes, complete]).toEqual([['SAMPLES_FEW'], false])
  })

  test('draws other coalitions from another seed', async () => {
    const [one, same, other] = [await run(grid()), await run(grid()), await run(grid(), undefined, { seed: 2 })]
    expect(same).toEqual(one)
    expect(other.values).not.toEqual(one.values)
  })

  test('says what it costs, and refuses more regions than it can solve for', async () => {
    expect(kernelShap.cost({ space: 'probability', samples: 0 }, 49)).toBe(2148)
    expect(kernelShap.cost({ space: 'probability', samples: 0 }, 5)).toBe(32)
    expect(kernelShap.cost({ space: 'probability', samples: 100 }, 49)).toBe(102)
    const many = oracleEvaluator(gridRegions(33, 32), () => 0.5)
    await expect(run(many)).rejects.toMatchObject({ code: 'USAGE_REGIONS', where: { value: 1056, limit: 1024 } })
    expect(many.spent.forwards).toBe(0)
    expect(kernelShap.parameters.safeParse({ samples: -1 }).success).toBe(false)
  })
})
