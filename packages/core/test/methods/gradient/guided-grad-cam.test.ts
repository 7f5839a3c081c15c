import { afterAll, beforeAll, expect, test } from 'vitest'
import { guidedGradCam } from '../../../src/methods/gradient/guided-grad-cam.ts'
import { guidedBackprop } from '../../../src/methods/gradient/rectified.ts'
import { convReluPoolGemm } from '../../../src/testing/index.ts'
import { convolutionByHand, expectClose } from '../../evaluator/derivatives.ts'
import { type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { channelMeans, pixelModel, someWeights } from './pixel-models.ts'

let opened: OpenTinyNetwork
beforeAll(async () => {
  opened = await openTinyNetwork(convReluPoolGemm())
})
afterAll(() => opened.close())

/** ReLU of the sum of the layer's four channels, each weighted by its mean derivative. */
function gradCamByHand({ active, byActive }: ReturnType<typeof convolutionByHand>): Float64Array {
  return Float64Array.from({ length: 64 }, (_, position) => {
    let sum = 0
    for (let channel = 0; channel < 4; channel++) {
      const slopes = byActive.subarray(64 * channel, 64 * (channel + 1))
      sum += (slopes.reduce((total, slope) => total + slope, 0) / 64) * active[64 * channel + position]!
    }
    return Math.max(0, sum)
  })
}

test.each([0, 1, 2])('is guided backpropagation times Grad-CAM, by hand, for class %d', async (own) => {
  const edges = channelMeans(convolutionByHand(opened.frame, { class: own }, 'guided').byInput)
  const where = gradCamByHand(convolutionByHand(opened.frame, { class: own }))
  const result = await opened.run(guidedGradCam, {}, { targets: [{ class: own }] })
  expectClose(
    valuesOf(result),
    edges.map((value, pixel) => value * where[pixel]!),
  )
})

test('costs both parts and says so, and nothing where they do not fit', async () => {
  const context = await opened.context()
  const parameters = guidedGradCam.parameters.parse({})
  await guidedGradCam.run(context, parameters)
  expect([context.spent(), guidedGradCam.cost(parameters, 4)]).toEqual([4, 4])
  const short = await opened.context({ budget: 3 })
  await expect(guidedGradCam.run(short, parameters)).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  expect(short.spent()).toBe(0)
})

test('a budget that pays for the suggested layer pays for it under its own name', async () => {
  const context = await opened.context({ budget: 4 })
  await guidedGradCam.run(context, { layer: opened.network.layer!.name, reduce: 'mean' })
  expect(context.spent()).toBe(4)
})

test('refuses a layer that is not there, with those that are', async () => {
  await expect(opened.run(guidedGradCam, { layer: 'nowhere' })).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
})

test('refuses networks that guided backpropagation refuses', async () => {
  const linear = await openTinyNetwork(pixelModel(someWeights()))
  expect(guidedGradCam.unsuited?.(linear.network, { layer: 'auto', reduce: 'mean' })).toBe(
    guidedBackprop.unsuited?.(linear.network, { reduce: 'mean' }),
  )
  expect(guidedGradCam.unsuited?.(opened.network, { layer: 'auto', reduce: 'mean' })).toBeNull()
  await linear.close()
})
