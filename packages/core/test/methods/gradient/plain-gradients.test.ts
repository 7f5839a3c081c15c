import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { createIntegers } from '../../../src/graph/tensor.ts'
import { gradientInput } from '../../../src/methods/gradient/gradient-input.ts'
import { saliency } from '../../../src/methods/gradient/saliency.ts'
import { skipped, skippedTensors } from '../../../src/testing/index.ts'
import { differences, expectClose } from '../../evaluator/derivatives.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { channelMeans, columnOf, numbers, onePixel, pixelModel, someWeights } from './pixel-models.ts'

const weights = someWeights()

describe('of a linear model', () => {
  let linear: OpenTinyNetwork
  beforeAll(async () => {
    linear = await openTinyNetwork(pixelModel(weights))
  })
  afterAll(() => linear.close())

  test('saliency is the largest absolute weight of a pixel, or the mean of them', async () => {
    const sizes = columnOf(weights, 0).map(Math.abs)
    const largest = Float64Array.from({ length: 64 }, (_, i) => Math.max(sizes[i]!, sizes[64 + i]!, sizes[128 + i]!))
    expectClose(valuesOf(await linear.run(saliency)), largest)
    expectClose(valuesOf(await linear.run(saliency, { reduce: 'mean' })), channelMeans(sizes))
  })

  test('gradient x input is weight times input in the numbers of the model', async () => {
    const shares = columnOf(weights, 0).map((weight, i) => weight * linear.frame[i]!)
    expectClose(valuesOf(await linear.run(gradientInput)), channelMeans(shares))
  })

  test('gradient x input against black, which is no zero here, is weight times distance from black', async () => {
    // Black is (0 - 0.5) / 0.25 in the model.
    const shares = columnOf(weights, 0).map((weight, i) => weight * (linear.frame[i]! + 2))
    expectClose(valuesOf(await linear.run(gradientInput, { from: 'baseline' })), channelMeans(shares))
  })

  test('the sum over channels and pixels is the difference of the logits', async () => {
    const result = await linear.run(gradientInput, { reduce: 'sum' })
    const sum = [...valuesOf(result)].reduce((total, value) => total + value, 0)
    expect(sum).toBeCloseTo(result.statistics!['logit'] as number, 4)
  })

  test('one class against the other is the difference of their maps', async () => {
    const of = async (target: { class: number; against?: number }) =>
      Float64Array.from(valuesOf(await linear.run(gradientInput, {}, { targets: [target] })))
    const [first, second, both] = [await of({ class: 0 }), await of({ class: 1 }), await of({ class: 0, against: 1 })]
    expectClose(
      both,
      first.map((value, i) => value - second[i]!),
    )
  })

  test('the target is the one that the context names', async () => {
    const targets = [{ class: 0 }, { class: 1 }]
    const second = await linear.run(gradientInput, {}, { targets, target: 1 })
    const shares = columnOf(weights, 1).map((weight, i) => weight * linear.frame[i]!)
    expectClose(valuesOf(second), channelMeans(shares))
  })

  test.each([saliency, gradientInput])('$name costs as much as it says', async (method) => {
    const context = await linear.context()
    await method.run(context, method.parameters.parse({}) as never)
    expect(context.spent()).toBe(3)
    expect(method.cost(method.parameters.parse({}) as never, 49)).toBe(3)
  })

  test.each([saliency, gradientInput])('$name throws where the budget pays for no gradient', async (method) => {
    const context = await linear.context({ budget: 2 })
    await expect(method.run(context, method.parameters.parse({}) as never)).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })
})

describe('of a smooth network', () => {
  test('saliency is that of central differences in float64', async () => {
    const smooth = await openTinyNetwork(skipped())
    const places = Array.from({ length: numbers }, (_, i) => i)
    const slopes = differences((at) => skippedTensors(at).logits[2]!, smooth.frame, places)
    const result = await smooth.run(saliency, { reduce: 'mean' }, { targets: [{ class: 2 }] })
    expectClose(valuesOf(result), channelMeans(slopes.map(Math.abs)))
    await smooth.close()
  })
})

test.each([saliency, gradientInput])('$name of a model that reads one pixel is highest there', async (method) => {
  const one = await openTinyNetwork(pixelModel(onePixel(37)))
  const values = [...valuesOf(await one.run(method as typeof saliency))].map(Math.abs)
  expect(values.indexOf(Math.max(...values))).toBe(37)
  expect(values.filter((value) => value !== 0)).toHaveLength(1)
  await one.close()
})

test.each([saliency, gradientInput])('$name of a constant model is zero, and says so', async (method) => {
  const constant = await openTinyNetwork(pixelModel(new Array<number>(2 * numbers).fill(0)))
  const result = await constant.run(method as typeof saliency)
  expect(new Set(valuesOf(result))).toEqual(new Set([0]))
  expect(codesOf(result)).toEqual(['MAP_CONSTANT'])
  await constant.close()
})

test('a network with an operator that has no derivative is refused in words', async () => {
  const determinants = await openTinyNetwork(
    pixelModel(weights, {
      nodes: [createNode('Reshape', ['sums', 'matrices'], ['single']), createNode('Det', ['single'], ['logits'])],
      constants: [createIntegers('matrices', [4], [-1, 2, 1, 1])],
    }),
  )
  const suited = await openTinyNetwork(pixelModel(weights))
  expect(saliency.unsuited?.(determinants.network, { reduce: 'max' })).toMatch(
    /^its logits have no derivative by the picture: .*Det/,
  )
  expect(saliency.unsuited?.(suited.network, { reduce: 'max' })).toBeNull()
  await determinants.close()
  await suited.close()
})
