import { describe, expect, test } from 'vitest'
import { orderOf } from '../../src/explanation/order-of.ts'
import { centredGaussian } from '../../src/methods/controls/centred-gaussian.ts'
import { randomControl } from '../../src/methods/controls/random-control.ts'
import { centredBlobOrder } from '../../src/metrics/centred-blob.ts'
import { contextOf, gridRegions, oracleEvaluator } from './sampling-context.ts'

const regions = gridRegions(5, 6)
const evaluator = () =>
  oracleEvaluator(regions, () => {
    throw new Error('a control asks no model')
  })
const random = async (over: 'regions' | 'pixels', seed: number) =>
  (await randomControl.run(contextOf(evaluator(), { seed }), { over })).attribution

describe('the random control', () => {
  test('gives each region a number of its own from the seed, without a forward', async () => {
    const attribution = await random('regions', 1)
    if (attribution.kind !== 'regions') throw new Error('no regions')
    expect(new Set(attribution.values).size).toBe(30)
    expect(await random('regions', 1)).toEqual(attribution)
    expect(await random('regions', 2)).not.toEqual(attribution)
    expect(randomControl.cost({ over: 'regions' }, 30)).toBe(0)
  })

  test('puts every region first as often as any other', async () => {
    const firsts = new Array<number>(30).fill(0)
    for (let seed = 0; seed < 3000; seed++) firsts[orderOf(await random('regions', seed), regions, regions)[0]!]! += 1
    // 100 expected, with a standard deviation of 10.
    expect(Math.min(...firsts)).toBeGreaterThan(60)
    expect(Math.max(...firsts)).toBeLessThan(140)
  })

  test('is noise between 0 and 1 over pixels', async () => {
    const attribution = await random('pixels', 1)
    if (attribution.kind !== 'map') throw new Error('no map')
    expect(attribution.values).toHaveLength(480)
    const mean = attribution.values.reduce((a, b) => a + b) / 480
    // Four standard errors of the mean of 480 uniform numbers.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.053)
  })
})

describe('the centred Gaussian', () => {
  const gaussian = async (sigma: number) => {
    const { attribution } = await centredGaussian.run(contextOf(evaluator()), { sigma })
    if (attribution.kind !== 'map') throw new Error('no map')
    return attribution
  }

  test('falls from the centre by its standard deviation, a share of each side', async () => {
    const { values } = await gaussian(0.25)
    // Row 10 and column 12 are half a pixel off the centre of 20 x 24; row 15 is 5.5 pixels off.
    const expected = (row: number) => Math.exp(-((((row + 0.5 - 10) / 5) ** 2 + (0.5 / 6) ** 2) / 2))
    expect(values[10 * 24 + 12]).toBeCloseTo(expected(10), 4)
    expect(values[15 * 24 + 12]).toBeCloseTo(expected(15), 4)
  })

  test('orders regions as the check of the same name does', async () => {
    expect(orderOf(await gaussian(0.25), regions, regions)).toEqual(centredBlobOrder(regions))
  })

  test('is never flat, on the smallest frames and with the smallest deviation', async () => {
    const { values } = await gaussian(centredGaussian.parameters.parse({ sigma: 0.1 }).sigma)
    expect(Math.max(...values)).toBeGreaterThan(0.5)
    expect(Math.min(...values)).toBeLessThan(0.01)
  })
})
