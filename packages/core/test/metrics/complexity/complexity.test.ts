import { describe, expect, test } from 'vitest'
import { prepareMetric } from '../../../src/metrics/registry.ts'
import { mapContext } from '../map-context.ts'

const measure = (name: string, context: Parameters<ReturnType<typeof prepareMetric>['measure']>[0], parameters = {}) =>
  prepareMetric(name, parameters).measure(context)

describe('entropy', () => {
  test('of a constant map is ln of its pixels, all that there can be', async () => {
    const { value, parts } = await measure('entropy', mapContext([[2, 2, 2, 2]]))
    expect(value).toBeCloseTo(Math.log(4), 6)
    expect(parts).toEqual({ share: expect.closeTo(1, 6), coarse: null, coarseShare: null })
  })

  test('is also told of the values that the map was painted from', async () => {
    const context = mapContext([[0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.4]], {
      attribution: { kind: 'regions', values: Float64Array.of(0.1, 0.2, 0.3, 0.4) },
    })
    const { value, parts } = await measure('entropy', context)
    // Painting each value twice adds ln 2.
    expect(value).toBeCloseTo(1.2798542258 + Math.LN2, 6)
    expect(parts?.['coarse']).toBeCloseTo(1.2798542258, 10)
    expect(parts?.['coarseShare']).toBeCloseTo(1.2798542258 / Math.log(4), 10)
  })
})

describe('sparseness', () => {
  test('is 0 of a constant map and (n - 1) / n of a single pixel', async () => {
    expect((await measure('sparseness', mapContext([[1, 1, 1, 1]]))).value).toBeCloseTo(0, 12)
    expect((await measure('sparseness', mapContext([[0, 0, -3, 0]]))).value).toBe(0.75)
  })

  test('of an order is that of its ranks', async () => {
    const order = { kind: 'order', order: Uint16Array.of(2, 0, 3, 1) } as const
    const none = new Float64Array(5)
    const terms = { consistency: none, collaboration: none, effectiveness: null, confidence: none }
    const { parts } = await measure('sparseness', mapContext([[3, 1, 4, 2]], { attribution: { ...order, terms } }))
    expect(parts?.['coarse']).toBeCloseTo(0.25, 12)
  })
})

describe('effective complexity', () => {
  test('counts pixels above a share of the largest magnitude', async () => {
    const context = mapContext([[0, 1e-6, -0.5, 1]])
    expect(await measure('effective-complexity', context)).toEqual({ value: 2, parts: { share: 0.5 } })
    expect((await measure('effective-complexity', context, { threshold: 0.5 })).value).toBe(1)
    expect((await measure('effective-complexity', context, { threshold: 0 })).value).toBe(3)
  })
})

test.each(['entropy', 'sparseness', 'effective-complexity'])('%s of a map of zeros is undefined', async (name) => {
  expect(await measure(name, mapContext([[0, 0]]))).toEqual({ value: null, reason: 'the map is zero everywhere' })
})
