import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectedGradients } from '../../../src/methods/gradient/expected-gradients.ts'
import { guidedIg } from '../../../src/methods/gradient/guided-ig.ts'
import { integratedGradients } from '../../../src/methods/gradient/integrated-gradients.ts'
import type { Method } from '../../../src/methods/method.ts'
import { skipped, skippedTensors } from '../../../src/testing/index.ts'
import { expectClose } from '../../evaluator/derivatives.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { channelMeans, columnOf, cubicEnding, numbers, onePixel, pixelModel, someWeights, tanhEnding } from './pixel-models.ts'

const weights = someWeights()
const pathMethods = [integratedGradients, guidedIg, expectedGradients] as unknown as readonly Method<object>[]
const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0)

describe('of a linear model', () => {
  let linear: OpenTinyNetwork
  beforeAll(async () => {
    linear = await openTinyNetwork(pixelModel(weights))
  })
  afterAll(() => linear.close())

  // Black is -2 in the model.
  const shares = (start = -2) => channelMeans(columnOf(weights, 0).map((weight, i) => weight * (linear.frame[i]! - start)))

  test.each([integratedGradients, guidedIg] as unknown as Method<object>[])(
    '$name is weight times distance from the baseline in pixels',
    async (method) => {
      expectClose(valuesOf(await linear.run(method)), shares())
      expectClose(valuesOf(await linear.run(method, { from: 'model-zero' })), shares(0))
      const white = await linear.run(method, {}, { baseline: { kind: 'white' } })
      expectClose(valuesOf(white), shares(2))
    },
  )

  test('expected gradients against one baseline are the same, whatever is drawn', async () => {
    expectClose(valuesOf(await linear.run(expectedGradients, { from: 'baseline', samples: 3 })), shares())
  })

  test('expected gradients against several baselines lie between those of black and of white', async () => {
    const map = [...valuesOf(await linear.run(expectedGradients, { reduce: 'sum' }))]
    const [black, white] = [sumOf(shares()) * 3, sumOf(shares(2)) * 3]
    expect(sumOf(map)).toBeGreaterThan(Math.min(black, white))
    expect(sumOf(map)).toBeLessThan(Math.max(black, white))
  })

  test.each([integratedGradients, guidedIg] as unknown as Method<object>[])(
    '$name of one class against the other is the difference of their maps',
    async (method) => {
      const of = async (target: { class: number; against?: number }) =>
        Float64Array.from(valuesOf(await linear.run(method, { points: 4 }, { targets: [target] })))
      const [first, second, both] = [await of({ class: 0 }), await of({ class: 1 }), await of({ class: 0, against: 1 })]
      expectClose(
        both,
        first.map((value, i) => value - second[i]!),
      )
    },
  )
})

describe('integrated gradients of the cube of one number, from 0 to 1', () => {
  // The reddest number of a white picture is 2 in the model, so half of it is 1.
  const cube = async () => {
    const tiny = pixelModel(
      onePixel(0).map((weight, at) => (at === 0 ? 2 * weight : 0)),
      cubicEnding,
    )
    const white = { ...tiny, frame: { ...tiny.frame, rgb: new Uint8Array(numbers).fill(255) } }
    return openTinyNetwork(white)
  }

  test('are 1 by Gauss-Legendre, and 1.00020825 by the trapezoid rule, whose weights sum to 1 unlike elsewhere', async () => {
    const opened = await cube()
    const given = { from: 'model-zero', reduce: 'sum' } as const
    const exact = await opened.run(integratedGradients, given)
    const uniform = await opened.run(integratedGradients, { ...given, rule: 'uniform' })
    expect(valuesOf(exact)[0]).toBeCloseTo(1, 6)
    expect(valuesOf(uniform)[0]).toBeCloseTo(1.00020825, 6)
    expect(uniform.statistics?.['completenessGap']).toBeCloseTo(0.00020825, 6)
    await opened.close()
  })
})

describe('of a smooth network', () => {
  let smooth: OpenTinyNetwork
  beforeAll(async () => {
    smooth = await openTinyNetwork(skipped())
  })
  afterAll(() => smooth.close())
  const difference = () => skippedTensors(smooth.frame).logits[0]! - skippedTensors(new Float32Array(numbers)).logits[0]!

  test('integrated gradients sum to the difference of the logits', async () => {
    const result = await smooth.run(integratedGradients, { reduce: 'sum' })
    expect(sumOf(valuesOf(result))).toBeCloseTo(difference(), 5)
    expect(Math.abs(result.statistics!['completenessGap'] as number)).toBeLessThan(1e-4)
    expect(codesOf(result)).toEqual([])
  })

  test('guided integrated gradients come near it, the nearer the more points', async () => {
    const gapOf = async (points: number) =>
      Math.abs((await smooth.run(guidedIg, { points })).statistics!['completenessGap'] as number)
    const [few, many] = [await gapOf(10), await gapOf(200)]
    expect(many).toBeLessThan(few)
    expect(many).toBeLessThan(0.02)
  })

  test('guided integrated gradients on the straight line are those of a plain sum of steps', async () => {
    const straight = await smooth.run(guidedIg, { points: 200, corridor: 0 })
    const whole = await smooth.run(integratedGradients)
    expectClose(valuesOf(straight), [...valuesOf(whole)], 0.02)
  })

  test('expected gradients against one baseline approach integrated ones', async () => {
    const expected = await smooth.run(expectedGradients, { from: 'baseline', samples: 400 })
    const whole = await smooth.run(integratedGradients)
    expectClose(valuesOf(expected), [...valuesOf(whole)], 0.1)
  })

  test('expected gradients are the same bytes for a seed, and others for another', async () => {
    const [first, again, other] = [
      await smooth.run(expectedGradients, { samples: 10 }),
      await smooth.run(expectedGradients, { samples: 10 }),
      await smooth.run(expectedGradients, { samples: 10 }, { seed: 2 }),
    ]
    expect(valuesOf(again)).toEqual(valuesOf(first))
    expect(valuesOf(other)).not.toEqual(valuesOf(first))
  })

  test.each(pathMethods)('$name costs no more than it says, and reports tenths', async (method) => {
    const context = await smooth.context()
    const parameters = method.parameters.parse({})
    const result = await method.run(context, parameters)
    expect(result.complete).toBe(true)
    expect(context.spent()).toBe(method.cost(parameters, 4))
    expect(context.partial.length).toBeGreaterThanOrEqual(9)
  })

  test.each(pathMethods)('$name reads fewer points where the budget is short, and is marked', async (method) => {
    const context = await smooth.context({ budget: 40 })
    const result = await method.run(context, method.parameters.parse({}))
    expect(result.complete).toBe(false)
    expect(context.spent()).toBe(39)
    const [first, second] = [result.statistics?.['points'], result.statistics?.['samples']]
    const same = await smooth.run(method, first === undefined ? { samples: second } : { points: first })
    expect(valuesOf(result)).toEqual(valuesOf(same))
  })

  test.each(pathMethods)('$name throws where the budget pays for no path', async (method) => {
    const context = await smooth.context({ budget: 2 })
    await expect(method.run(context, method.parameters.parse({}))).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })

  test.each(pathMethods)('$name stops when it is cancelled', async (method) => {
    const context = await smooth.context({ budget: 40, signal: AbortSignal.abort() })
    await expect(method.run(context, method.parameters.parse({}))).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

test('integrated gradients read at too few points say what they miss and how many to take', async () => {
  // A step from -1 to 1 on the way from black, -2 in the model, to 0.79.
  const step = onePixel(1).map((weight, at) => (at === 2 ? 40 * weight : 0))
  const steep = await openTinyNetwork(pixelModel(step, tanhEnding))
  const result = await steep.run(integratedGradients, { points: 3 })
  expect(codesOf(result)).toEqual(['COMPLETENESS_GAP'])
  expect(result.warnings[0]?.message).toContain('--points 6')
  await steep.close()
})

test.each(pathMethods)('$name of a model that reads one pixel is highest there', async (method) => {
  const one = await openTinyNetwork(pixelModel(onePixel(37), tanhEnding))
  const values = [...valuesOf(await one.run(method))].map(Math.abs)
  expect(values.indexOf(Math.max(...values))).toBe(37)
  expect(values.filter((value) => value !== 0)).toHaveLength(1)
  await one.close()
})

test.each(pathMethods)('$name of a constant model is zero, and says so', async (method) => {
  const constant = await openTinyNetwork(pixelModel(new Array<number>(2 * numbers).fill(0)))
  const result = await constant.run(method)
  expect(new Set(valuesOf(result))).toEqual(new Set([0]))
  expect(codesOf(result)).toEqual(['MAP_CONSTANT'])
  await constant.close()
})

test.each(pathMethods)('$name does not depend on how many frames run at once', async (method) => {
  const [single, several] = [
    await openTinyNetwork(pixelModel(weights, cubicEnding)),
    await openTinyNetwork(pixelModel(weights, { ...cubicEnding, batch: 4 })),
  ]
  expectClose(valuesOf(await several.run(method)), [...valuesOf(await single.run(method))])
  await single.close()
  await several.close()
})
