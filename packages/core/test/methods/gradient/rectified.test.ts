import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { createFloats } from '../../../src/graph/tensor.ts'
import { deconvnet, guidedBackprop } from '../../../src/methods/gradient/rectified.ts'
import { convReluPoolGemm } from '../../../src/testing/index.ts'
import { convolutionByHand, expectClose } from '../../evaluator/derivatives.ts'
import { type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { channelMeans, columnOf, linearEnding, numbers, pixelModel, someWeights } from './pixel-models.ts'

const weights = someWeights()

/** Both logits behind ReLU6. */
const cappedEnding = {
  nodes: [createNode('Clip', ['sums', 'least', 'most'], ['logits'])],
  constants: [createFloats('least', [], [0]), createFloats('most', [], [6])],
}

describe('of a network of one convolution', () => {
  let opened: OpenTinyNetwork
  beforeAll(async () => {
    opened = await openTinyNetwork(convReluPoolGemm())
  })
  afterAll(() => opened.close())

  test.each([
    [guidedBackprop, 'guided'],
    [deconvnet, 'deconvolution'],
  ] as const)('%o is what passes the rectifiers of the graph, by hand', async (method, rule) => {
    const target = { class: 1, against: 2 }
    const result = await opened.run(method, {}, { targets: [target] })
    expectClose(valuesOf(result), channelMeans(convolutionByHand(opened.frame, target, rule).byInput))
  })

  test.each([guidedBackprop, deconvnet])('$name is suited, costs one gradient and is not for one class', async (method) => {
    const context = await opened.context()
    await method.run(context, method.parameters.parse({}))
    expect(method.unsuited?.(opened.network, { reduce: 'mean' })).toBeNull()
    expect([context.spent(), method.cost({ reduce: 'mean' }, 4), method.classSensitive]).toEqual([3, 3, false])
  })
})

test.each([guidedBackprop, deconvnet])(
  '$name refuses a network without rectifiers, where it would be the plain gradient',
  async (method) => {
    const linear = await openTinyNetwork(pixelModel(weights, linearEnding))
    expect(method.unsuited?.(linear.network, { reduce: 'mean' })).toContain('neither ReLU nor ReLU6')
    await linear.close()
  },
)

test('guided backpropagation is shut where ReLU6 is at its cap, unlike elsewhere', async () => {
  // Every one of the 192 numbers of a white picture is 2 in the model: sums of 3 and of 24.
  const model = (weight: number) => {
    const tiny = pixelModel(new Array<number>(2 * numbers).fill(weight), cappedEnding)
    return openTinyNetwork({ ...tiny, frame: { ...tiny.frame, rgb: new Uint8Array(numbers).fill(255) } })
  }
  const [below, above] = [await model(1 / 128), await model(1 / 16)]
  expect(new Set(valuesOf(await below.run(guidedBackprop)))).toEqual(new Set([1 / 128]))
  expect(new Set(valuesOf(await above.run(guidedBackprop)))).toEqual(new Set([0]))
  await below.close()
  await above.close()
})

test('channels may be added up instead, or count as the strongest of them', async () => {
  const capped = await openTinyNetwork(pixelModel(columnsOf(weights), cappedEnding))
  const sum = Float64Array.from(valuesOf(await capped.run(deconvnet, { reduce: 'sum' })))
  expectClose(
    sum,
    channelMeans(columnOf(columnsOf(weights), 0)).map((value) => 3 * value),
  )
  const max = await capped.run(deconvnet, { reduce: 'max' })
  const column = columnOf(columnsOf(weights), 0)
  expectClose(
    valuesOf(max),
    Array.from({ length: 64 }, (_, i) => Math.max(column[i]!, column[64 + i]!, column[128 + i]!)),
  )
  await capped.close()
})

/** The first class with the absolute weights, so that something always passes. */
function columnsOf(of: readonly number[]): readonly number[] {
  return of.map((weight, at) => (at % 2 === 0 ? Math.abs(weight) : weight))
}
