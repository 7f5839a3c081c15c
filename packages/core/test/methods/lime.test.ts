import { describe, expect, test } from 'vitest'
import type { MaskEvaluator } from '../../src/evaluator/mask-evaluator.ts'
import type { MethodContext } from '../../src/methods/method.ts'
import { lime } from '../../src/methods/sampling/lime.ts'
import type { LimeParameters } from '../../src/methods/sampling/lime-parameters.ts'
import { createMaskDistance } from '../../src/methods/sampling/mask-distance.ts'
import { gridOracle } from '../../src/testing/oracles.ts'
import { contextOf, gridRegions, oracleEvaluator } from './sampling-context.ts'

async function run(evaluator: MaskEvaluator, given: Partial<LimeParameters> = {}, changes: Partial<MethodContext> = {}) {
  const result = await lime.run(contextOf(evaluator, changes), lime.parameters.parse(given))
  if (result.attribution.kind !== 'regions') throw new Error('no regions')
  const { statistics = {}, warnings } = result
  return { values: [...result.attribution.values], statistics, codes: warnings.map(({ code }) => code) }
}

const grid = () => oracleEvaluator(gridRegions(7, 7), (m) => gridOracle.probability(Uint8Array.from(m)))

describe('LIME', () => {
  test('shows all regions, then none, then about half of them', async () => {
    const kept: number[] = []
    const evaluator = oracleEvaluator(gridRegions(5, 5), (m) => {
      kept.push(m.reduce((sum, weight) => sum + weight, 0))
      return 0.1 + 0.03 * kept.at(-1)!
    })
    await run(evaluator, { samples: 402 })
    expect(kept.slice(0, 2)).toEqual([25, 0])
    const mean = kept.slice(2).reduce((sum, count) => sum + count, 0) / 400
    // Four standard deviations of the mean of 400 times 25 coins.
    expect(Math.abs(mean - 12.5)).toBeLessThan(4 * (2.5 / 20))
  })

  test('says how well its linear model holds at the picture and elsewhere', async () => {
    const { values, statistics } = await run(grid())
    const total = values.reduce((sum, value) => sum + value, 0)
    expect(statistics['localPrediction']).toBeCloseTo((statistics['intercept'] as number) + total, 12)
    expect(statistics['whole']).toBeCloseTo(gridOracle.probability(new Uint8Array(49).fill(1)), 12)
    expect(statistics['determination']).toBeGreaterThan(0.5)
    expect(statistics['determination']).toBeLessThan(0.95)
    expect((statistics['standardErrors'] as Float64Array).every((error) => error > 0.002 && error < 0.03)).toBe(true)
  })

  test('trusts what is near the picture more, the narrower the kernel', async () => {
    // Region 0 adds 0.5 when at least 9 of the 12 others are shown, and takes as much away otherwise.
    const open = () =>
      oracleEvaluator(gridRegions(1, 13), (m) => {
        const others = m.subarray(1).reduce((sum, weight) => sum + weight, 0)
        return 0.5 + (others >= 9 ? 0.5 : -0.5) * m[0]!
      })
    const near = await run(open(), { kernelWidth: 0.05, alpha: 0 })
    const far = await run(open(), { kernelWidth: 25, alpha: 0 })
    expect(near.values[0]).toBeGreaterThan(0.2)
    expect(far.values[0]).toBeLessThan(-0.2)
  })

  test('shrinks coefficients by a ridge, and to nothing by a lasso', async () => {
    const open = () => oracleEvaluator(gridRegions(2, 4), (m) => 0.2 + 0.5 * m[2]! + 0.01 * m[5]!)
    const [plain, ridge, lasso] = [
      await run(open(), { alpha: 0 }),
      await run(open(), { alpha: 100 }),
      await run(open(), { regressor: 'lasso', alpha: 0.01 }),
    ]
    expect(plain.values[2]).toBeCloseTo(0.5, 9)
    expect(ridge.values[2]).toBeLessThan(0.45)
    expect(lasso.values[5]).toBe(0)
    expect(lasso.values[2]).toBeGreaterThan(0.4)
    expect(lasso.statistics['standardErrors']).toBeUndefined()
  })

  test('says when masks are few, and when the kernel leaves them no weight', async () => {
    expect((await run(grid(), { samples: 489 })).codes).toEqual(['SAMPLES_FEW'])
    expect((await run(grid(), { samples: 490 })).codes).toEqual([])
    expect((await run(grid(), { kernelWidth: 0.05 })).codes).toEqual(['KERNEL_NARROW'])
  })

  test('refuses more regions than it can solve for', async () => {
    const many = oracleEvaluator(gridRegions(33, 32), () => 0.5)
    await expect(run(many)).rejects.toMatchObject({ code: 'USAGE_REGIONS', where: { value: 1056, limit: 1024 } })
  })
})

describe('distances of masks', () => {
  const regions = { width: 2, height: 1, count: 2, labels: Uint16Array.of(0, 1), kind: 'grid' }
  const frame = { width: 2, height: 1, rgb: Uint8Array.of(255, 255, 0, 51, 51, 51), source: { x: 0, y: 0, width: 2, height: 1 } }
  const distance = (name: 'cosine' | 'pixel-cosine' | 'pixel-euclidean') =>
    createMaskDistance(name, { frame, regions, baseline: { kind: 'black' } })

  test.each([
    ['cosine', [1, 1], 0],
    ['cosine', [1, 0], 1 - Math.SQRT1_2],
    ['cosine', [0, 0], 1],
    // Squares of the pixels: 2 and 0.12.
    ['pixel-cosine', [1, 1], 0],
    ['pixel-cosine', [1, 0], 1 - Math.sqrt(2 / 2.12)],
    ['pixel-cosine', [0, 1], 1 - Math.sqrt(0.12 / 2.12)],
    ['pixel-cosine', [0, 0], 1],
    ['pixel-euclidean', [1, 1], 0],
    ['pixel-euclidean', [1, 0], Math.sqrt(0.12)],
    ['pixel-euclidean', [0, 1], Math.sqrt(2)],
    ['pixel-euclidean', [0, 0], Math.sqrt(2.12)],
  ] as const)('%s of %j is %d', (name, mask, expected) => {
    expect(distance(name)(mask)).toBeCloseTo(expected, 7)
  })

  test('of pixels cannot be told from a baseline picture that is not there', () => {
    const baseline = { kind: 'picture', sha256: '0'.repeat(64) } as const
    expect(() => createMaskDistance('pixel-cosine', { frame, regions, baseline })).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER' }),
    )
    expect(createMaskDistance('cosine', { frame, regions, baseline })([1, 1])).toBe(0)
  })
})
