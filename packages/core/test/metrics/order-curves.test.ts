import { describe, expect, test } from 'vitest'
import { evenlySpread, measureCurves } from '../../src/metrics/order-curves.ts'
import { gridOracle, oracleSets } from '../../src/testing/oracles.ts'

const order = Array.from({ length: 49 }, (_, region) => region)
const ends = [new Uint8Array(49), new Uint8Array(49).fill(1)]
const measuredSizes = (scores: Float64Array): number[] => [...scores.keys()].filter((size) => !Number.isNaN(scores[size]!))

describe('measureCurves', () => {
  test('measures every prefix when the forwards suffice', async () => {
    const { share, insertion, deletion } = await measureCurves(oracleSets(gridOracle), order)
    expect([...insertion, ...deletion].some(Number.isNaN)).toBe(false)
    expect(insertion[0]).toBe(deletion[49])
    expect(insertion[49]).toBe(deletion[0])
    expect(share[49]).toBe(1)
  })

  test.each([
    [2, [0, 25, 49]],
    [6, [0, 12, 25, 37, 49]],
    [1, [0, 49]],
    [-3, [0, 49]],
  ])('with %d forwards measures prefixes far from the known ends and from each other', async (limit, sizes) => {
    const sets = oracleSets(gridOracle)
    await sets.measure(ends)
    const { insertion, deletion } = await measureCurves(sets, order, limit)
    expect(measuredSizes(insertion)).toEqual(sizes)
    expect(measuredSizes(deletion)).toEqual(sizes)
    expect([...sets.measured()].length - 2).toBeLessThanOrEqual(Math.max(0, limit))
  })
})

describe('evenlySpread', () => {
  test('keeps the first and the last', () => {
    expect(evenlySpread(order, 5)).toEqual([0, 12, 24, 36, 48])
  })
})
