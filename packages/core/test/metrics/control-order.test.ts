import { describe, expect, test } from 'vitest'
import { areaUnderCurve } from '../../src/math/area-under-curve.ts'
import { controlOrderAreas, controlOrderForwards } from '../../src/metrics/control-order.ts'
import { measureCurves } from '../../src/metrics/order-curves.ts'
import { additiveOracle, gridOracle, oracleSets } from '../../src/testing/oracles.ts'

const rowByRow = Array.from({ length: 49 }, (_, region) => region)
const ends = [new Uint8Array(49), new Uint8Array(49).fill(1)]

describe('controlOrderAreas', () => {
  test('are exact where every prefix is measured: the published areas of the additive example', async () => {
    const { insertion, deletion, points } = await controlOrderAreas(oracleSets(additiveOracle), [3, 1, 5, 2, 7, 6, 0, 4])
    expect(insertion).toBeCloseTo(0.688125, 12)
    expect(deletion).toBeCloseTo(0.321875, 12)
    expect(points).toBe(7)
  })

  test('are estimated from eight prefixes, 16 forwards, of a longer order', async () => {
    let rounds: number[] = []
    const sets = oracleSets(gridOracle, { onRound: (round) => rounds.push(round.length) })
    await sets.measure(ends)
    rounds = []
    const { insertion, deletion, points } = await controlOrderAreas(sets, rowByRow)
    expect(rounds).toEqual([controlOrderForwards])
    expect(points).toBe(8)
    const every = await measureCurves(oracleSets(gridOracle), rowByRow)
    expect(insertion).toBeCloseTo(areaUnderCurve(every.share, every.insertion), 1)
    expect(deletion).toBeCloseTo(areaUnderCurve(every.share, every.deletion), 1)
  })

  test('are the same whatever else of the order is known, so that they do not depend on the method beside them', async () => {
    const known = oracleSets(gridOracle)
    await measureCurves(known, rowByRow)
    expect(await controlOrderAreas(known, rowByRow)).toEqual(await controlOrderAreas(oracleSets(gridOracle), rowByRow))
  })

  test('are unknown, and cost nothing, when the budget cannot pay for them', async () => {
    const sets = oracleSets(gridOracle, { budget: 2 + controlOrderForwards - 1 })
    await sets.measure(ends)
    expect(await controlOrderAreas(sets, rowByRow)).toEqual({ insertion: Number.NaN, deletion: Number.NaN, points: 0 })
    expect(sets.remaining).toBe(controlOrderForwards - 1)
  })

  test('of one region are the mean of both ends', async () => {
    const sets = oracleSets({ count: 1, probability: (set) => 0.2 + 0.6 * set[0]! })
    expect(await controlOrderAreas(sets, [0])).toEqual({ insertion: 0.5, deletion: 0.5, points: 0 })
  })
})
