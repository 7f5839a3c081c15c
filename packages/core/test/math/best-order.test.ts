import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestOrder } from '../../src/math/best-order.ts'

/** Trapezoid area under the prefixes of an order, by definition. */
function areaOf(values: readonly number[], areas: readonly number[], order: readonly number[]): number {
  let set = 0
  return order.reduce((sum, region) => {
    const before = values[set]!
    set |= 1 << region
    return sum + 0.5 * (before + values[set]!) * areas[region]!
  }, 0)
}

function everyOrder(regions: readonly number[]): number[][] {
  if (regions.length === 0) return [[]]
  return regions.flatMap((first) => everyOrder(regions.filter((region) => region !== first)).map((rest) => [first, ...rest]))
}

describe('the order of largest area', () => {
  it('of two regions shows the better one first', () => {
    // Region 1 alone is worth 1, region 0 alone 0.5: (0 + 1) / 2 * 0.5 + (1 + 1) / 2 * 0.5.
    expect(bestOrder([0, 0.5, 1, 1], [0.5, 0.5])).toEqual({ order: Uint16Array.of(1, 0), area: 0.75 })
  })

  it('may begin with the worse of two regions when that is small', () => {
    // 0 then 1: 0.25 * 0.1 + 0.75 * 0.9 = 0.7; 1 then 0: 0.3 * 0.9 + 0.8 * 0.1 = 0.35.
    const { order, area } = bestOrder([0, 0.5, 0.6, 1], [0.1, 0.9])
    expect([...order]).toEqual([0, 1])
    expect(area).toBeCloseTo(0.7, 12)
  })

  it('shows the lowest region first when all are alike', () => {
    expect([...bestOrder(new Array(16).fill(0.5), [1, 1, 1, 1]).order]).toEqual([0, 1, 2, 3])
  })

  it('of no region is empty', () => {
    expect(bestOrder([0.3], [])).toEqual({ order: new Uint16Array(0), area: 0 })
  })

  it('is as large as the largest of all orders', () => {
    const cases = fc
      .integer({ min: 1, max: 5 })
      .chain((count) =>
        fc.tuple(
          fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2 ** count, maxLength: 2 ** count }),
          fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: count, maxLength: count }),
        ),
      )
    fc.assert(
      fc.property(cases, ([values, areas]) => {
        const { order, area } = bestOrder(values, areas)
        const orders = everyOrder(areas.map((_, region) => region))
        expect(area).toBeCloseTo(areaOf(values, areas, [...order]), 9)
        expect(area).toBeCloseTo(Math.max(...orders.map((one) => areaOf(values, areas, one))), 9)
      }),
      { numRuns: 60 },
    )
  })

  it('serves 15 regions and refuses 16', () => {
    const areas = new Array<number>(16).fill(1 / 16)
    expect(bestOrder(new Float64Array(2 ** 15), areas.slice(1)).order).toHaveLength(15)
    expect(() => bestOrder(new Float64Array(2 ** 16), areas)).toThrow(
      expect.objectContaining({ code: 'USAGE_REGIONS', where: { value: 16, limit: 15 } }),
    )
  })

  it.each([
    ['one value too few', [0, 1, 1], [1, 1]],
    ['a value that is not a number', [0, Number.NaN, 1, 1], [1, 1]],
    ['an endless value', [0, 1, 1, Number.POSITIVE_INFINITY], [1, 1]],
    ['an area that is not a number', [0, 1, 1, 1], [1, Number.NaN]],
  ])('refuses %s', (_, values, areas) => {
    expect(() => bestOrder(values, areas)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })
})
