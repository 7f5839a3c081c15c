import { describe, expect, test } from 'vitest'
import { areaUnderCurve } from '../../src/math/area-under-curve.ts'
import { optimalOrder } from '../../src/metrics/optimal-order.ts'
import { measureCurves } from '../../src/metrics/order-curves.ts'
import { additiveOracle, gridOracle, logisticOracle, oracleSets } from '../../src/testing/oracles.ts'

describe('optimalOrder', () => {
  test('finds the published optimum of the logistic example', async () => {
    const best = await optimalOrder(oracleSets(logisticOracle))
    expect([...best!.order]).toEqual([3, 5, 1, 6, 10, 8, 2, 0, 11, 9, 4, 7])
    expect(best!.area).toBeCloseTo(0.764818, 6)
  })

  test('orders additive regions by what they add for their area', async () => {
    // w / area = 1 2 .667 1.5 .4 .6 .8 .9.
    const areas = [0.05, 0.1, 0.15, 0.2, 0.05, 0.25, 0.1, 0.1]
    const sets = oracleSets({ ...additiveOracle, areas })
    const best = await optimalOrder(sets)
    expect([...best!.order]).toEqual([1, 3, 0, 7, 6, 2, 5, 4])
    const { share, insertion, deletion } = await measureCurves(sets, best!.order)
    expect(best!.area).toBeCloseTo(areaUnderCurve(share, insertion) - areaUnderCurve(share, deletion), 12)
  })

  test('measures every set once, in rounds of at most 512', async () => {
    const rounds: number[] = []
    await optimalOrder(oracleSets(logisticOracle, { onRound: (round) => rounds.push(round.length) }))
    expect(rounds).toEqual(new Array(8).fill(512))
  })

  test('is nothing, and costs nothing, when the budget cannot pay for every set', async () => {
    const sets = oracleSets(additiveOracle, { budget: 255 })
    expect(await optimalOrder(sets)).toBeNull()
    expect(sets.remaining).toBe(255)
  })

  test('pays only for sets that were not measured before', async () => {
    const sets = oracleSets(additiveOracle, { budget: 256 })
    await measureCurves(sets, [3, 1, 5, 2, 7, 6, 0, 4])
    expect(await optimalOrder(sets)).not.toBeNull()
    expect(sets.remaining).toBe(0)
  })

  test('refuses regions whose sets are too many', async () => {
    await expect(optimalOrder(oracleSets(gridOracle))).rejects.toMatchObject({
      code: 'USAGE_REGIONS',
      where: { value: 49, limit: 15 },
    })
  })
})
