import { describe, expect, test } from 'vitest'
import { banzhaf } from '../../src/methods/sampling/banzhaf.ts'
import { exactShapley } from '../../src/methods/sampling/exact-shapley.ts'
import { leaveOneOut } from '../../src/methods/sampling/leave-one-out.ts'
import { gridOracle, logisticOracle } from '../../src/testing/oracles.ts'
import { contextOf, gridRegions, oracleEvaluator } from './sampling-context.ts'

const four = () =>
  oracleEvaluator(gridRegions(2, 2), ([a, b, c, d]) => 0.1 + 0.5 * a! + 0.3 * a! * b! * c! - 0.2 * d! + 0.4 * a! * c! * d!)
const twelve = () => oracleEvaluator(gridRegions(3, 4), (m) => logisticOracle.probability(Uint8Array.from(m)))
const grid = () => oracleEvaluator(gridRegions(7, 7), (m) => gridOracle.probability(Uint8Array.from(m)))
const valuesOf = ({ attribution }: { readonly attribution: unknown }): number[] => [
  ...(attribution as { readonly values: Float64Array }).values,
]

describe('exact Shapley values', () => {
  test('are those of the published example, and ask for every set once', async () => {
    const evaluator = four()
    const result = await exactShapley.run(contextOf(evaluator), { space: 'probability' })
    ;[0.7333333, 0.1, 0.2333333, -0.0666667].forEach((value, region) => {
      expect(valuesOf(result)[region]).toBeCloseTo(value, 7)
    })
    expect(evaluator.spent.forwards).toBe(16)
    expect(result.statistics).toMatchObject({ blank: 0.1, whole: expect.closeTo(1.1, 12) })
  })

  test('are refused above 16 regions, and where the budget cannot pay for every set', async () => {
    const many = oracleEvaluator(gridRegions(1, 17), () => 0.5)
    await expect(exactShapley.run(contextOf(many), { space: 'probability' })).rejects.toMatchObject({
      code: 'USAGE_REGIONS',
      where: { value: 17, limit: 16 },
    })
    await expect(exactShapley.run(contextOf(twelve(), { budget: 4095 }), { space: 'probability' })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: 4096, limit: 4095 },
    })
    expect(exactShapley.cost({ space: 'probability' }, 16)).toBe(65_536)
  })
})

describe('leave one out', () => {
  test('is what the whole loses without a region, so that of two alike neither seems to matter', async () => {
    const evaluator = oracleEvaluator(gridRegions(2, 2), (m) => 0.1 + 0.6 * Math.max(m[0]!, m[1]!) + 0.2 * m[2]!)
    const result = await leaveOneOut.run(contextOf(evaluator), { space: 'probability' })
    valuesOf(result).forEach((value, region) => {
      expect(value).toBeCloseTo([0, 0, 0.2, 0][region]!, 12)
    })
    expect(evaluator.spent.forwards).toBe(5)
    expect(leaveOneOut.cost({ space: 'probability' }, 49)).toBe(50)
  })
})

describe('Banzhaf values', () => {
  test('are what a region adds on average over all sets of the others', async () => {
    const evaluator = four()
    const result = await banzhaf.run(contextOf(evaluator), banzhaf.parameters.parse({}))
    ;[0.5 + 0.3 / 4 + 0.4 / 4, 0.3 / 4, 0.3 / 4 + 0.4 / 4, -0.2 + 0.4 / 4].forEach((value, region) => {
      expect(valuesOf(result)[region]).toBeCloseTo(value, 12)
    })
    expect(evaluator.spent.forwards).toBe(16)
    expect(result.statistics).toMatchObject({ samples: 16, standardErrors: new Float64Array(4) })
  })

  test('are within their standard errors where sets are drawn', async () => {
    const exact = valuesOf(await banzhaf.run(contextOf(twelve()), { samples: 4096, space: 'probability' }))
    const { attribution, statistics } = await banzhaf.run(contextOf(twelve()), { samples: 1000, space: 'probability' })
    const errors = statistics!['standardErrors'] as Float64Array
    const distances = valuesOf({ attribution }).map((value, region) => Math.abs(value - exact[region]!) / errors[region]!)
    expect(Math.max(...distances)).toBeLessThan(3.5)
    expect(Math.max(...errors)).toBeLessThan(0.015)
  })

  test('say when masks are few, and refuse more regions than can be solved for', async () => {
    const few = await banzhaf.run(contextOf(grid()), { samples: 489, space: 'probability' })
    expect(few.warnings.map(({ code }) => code)).toEqual(['SAMPLES_FEW'])
    const many = oracleEvaluator(gridRegions(33, 32), () => 0.5)
    await expect(banzhaf.run(contextOf(many), { samples: 100, space: 'probability' })).rejects.toMatchObject({
      code: 'USAGE_REGIONS',
      where: { limit: 1024 },
    })
    expect([
      banzhaf.cost({ samples: 1000, space: 'probability' }, 49),
      banzhaf.cost({ samples: 1000, space: 'probability' }, 5),
    ]).toEqual([1000, 32])
  })
})
