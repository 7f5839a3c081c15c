import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gradCam } from '../../../src/methods/activation/grad-cam.ts'
import { gradCamElementwise } from '../../../src/methods/activation/grad-cam-elementwise.ts'
import { gradCamPlusPlus } from '../../../src/methods/activation/grad-cam-plus-plus.ts'
import { hiresCam } from '../../../src/methods/activation/hires-cam.ts'
import { layerCam } from '../../../src/methods/activation/layer-cam.ts'
import { xgradCam } from '../../../src/methods/activation/xgrad-cam.ts'
import { convReluPoolGemm, tokens, tokensTensors } from '../../../src/testing/index.ts'
import { convolutionByHand, differences, expectClose, logitOf } from '../../evaluator/derivatives.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { held, linearBehind, slopes } from './layer-model.ts'

const opened: OpenTinyNetwork[] = []
const open = async (...given: Parameters<typeof openTinyNetwork>): Promise<OpenTinyNetwork> => {
  const network = await openTinyNetwork(...given)
  opened.push(network)
  return network
}
afterAll(async () => {
  for (const { close } of opened) await close()
})

describe('on two channels of four positions with known derivatives', () => {
  let network: OpenTinyNetwork
  beforeAll(async () => {
    network = await open(linearBehind())
  })

  // The mean derivatives are 0.5 and 0.5: half of (5, -1, 5, 0).
  test('Grad-CAM weighs channels by their mean derivative, and keeps what is above zero', async () => {
    expectClose(valuesOf(await network.run(gradCam)), [2.5, 0, 2.5, 0])
    expectClose(valuesOf(await network.run(gradCam, { relu: false })), [2.5, -0.5, 2.5, 0])
  })

  // Channel 0: 1/(2+8) * 1 + 4/(8+64) * 2 = 19/90; channel 1: 1/(2+1) * 1 + 4/(8+8) * 2 = 5/6.
  test('Grad-CAM++ is that of the paper: the sum of the channel in the denominator, and a sum over positions', async () => {
    const [first, second] = [19 / 90, 5 / 6]
    const expected = held[0]!.map((value, i) => first * value + second * held[1]![i]!)
    expectClose(valuesOf(await network.run(gradCamPlusPlus, { relu: false })), expected)
    expectClose(
      valuesOf(await network.run(gradCamPlusPlus)),
      expected.map((value) => Math.max(0, value)),
    )
  })

  // Channel 0: (4 - 2 + 4) / 8; channel 1: (1 - 2 + 2) / 1.
  test('XGrad-CAM weighs derivatives by what the channel holds', async () => {
    expectClose(valuesOf(await network.run(xgradCam, { relu: false })), [4, -1, 4.5, -0.5])
    expectClose(valuesOf(await network.run(xgradCam)), [4, 0, 4.5, 0])
  })

  test('HiRes-CAM is layer times derivative', async () => {
    expectClose(valuesOf(await network.run(hiresCam)), [5, -2, -2, 6])
  })

  test('element-wise Grad-CAM keeps products above zero', async () => {
    expectClose(valuesOf(await network.run(gradCamElementwise)), [5, 0, 0, 6])
  })

  test('LayerCAM keeps derivatives above zero, and then values above zero', async () => {
    expectClose(valuesOf(await network.run(layerCam)), [5, 0, 0, 4])
  })

  test('one class against another is the difference of the two maps', async () => {
    const targets = [{ class: 0 }, { class: 1 }, { class: 0, against: 1 }]
    const [own, other, both] = await Promise.all(
      [0, 1, 2].map(async (target) => [...valuesOf(await network.run(hiresCam, {}, { targets, target }))]),
    )
    expectClose(
      both!,
      own!.map((value, i) => value - other![i]!),
    )
  })

  test('the grid is that of the layer, and costs no more than three forwards', async () => {
    const context = await network.context()
    const { attribution, complete } = await gradCam.run(context, { layer: 'layer', relu: true })
    expect(attribution).toMatchObject({ kind: 'grid', rows: 2, columns: 2 })
    expect(complete).toBe(true)
    expect(context.spent()).toBeLessThanOrEqual(gradCam.cost({ layer: 'layer', relu: true }, 4, null))
  })

  test('a layer that does not exist is refused, with those that do', async () => {
    await expect(network.run(gradCam, { layer: 'nowhere' })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      message: 'The network has no layer "nowhere" that lies on a grid.',
      fix: expect.stringContaining('layer'),
    })
  })
})

test('maps keep their strength, where pytorch-grad-cam scales every one to 0..1: twice the logit is twice the map', async () => {
  const doubled = await open(
    linearBehind(
      held,
      slopes.map((row) => row.map((slope) => 2 * slope)),
    ),
  )
  expectClose(valuesOf(await doubled.run(gradCam)), [5, 0, 5, 0])
  expectClose(valuesOf(await doubled.run(hiresCam)), [10, -4, -4, 12])
})

test('XGrad-CAM says when channels sum to next to nothing, and stays finite', async () => {
  const cancelling = await open(
    linearBehind([
      [3, -3, -1, 1],
      [1, 1, 1, 1],
    ]),
  )
  const result = await cancelling.run(xgradCam, { relu: false })
  expect(codesOf(result)).toEqual(['CHANNELS_CANCEL'])
  expect(result.warnings[0]!.message).toContain('In 1 of 2 channels')
  expect([...valuesOf(result)].every(Number.isFinite)).toBe(true)
})

test('HiRes-CAM says when channels cancel at every position, as they do in front of a layer normalisation', async () => {
  const balanced = await open(
    linearBehind(
      [
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ],
      [
        [1, 1, 1, 1],
        [-1, -1, -1, -0.999],
      ],
    ),
  )
  const result = await balanced.run(hiresCam)
  expect(codesOf(result)).toEqual(['CHANNELS_CANCEL'])
  expect(valuesOf(result)[3]).toBeCloseTo(0.004, 6)
})

test('Grad-CAM++ leaves out a position whose denominator vanishes', async () => {
  // 2 * 1 + 1 * (sum of the channel) is zero. The other channel is as above.
  const vanishing = await open(linearBehind([[1, -1, -1, -1], held[1]!], [[1, 0, 0, 0], slopes[1]!]))
  expectClose(
    valuesOf(await vanishing.run(gradCamPlusPlus, { relu: false })),
    held[1]!.map((value) => (5 / 6) * value),
  )
})

test('a convolutional network gives the maps that its derivatives give in float64', async () => {
  const network = await open(convReluPoolGemm())
  const target = { class: 1, against: 2 }
  const { active, byActive } = convolutionByHand(network.frame, target)
  const products = active.map((value, i) => value * byActive[i]!)
  const summed = (values: Float64Array) =>
    Float64Array.from({ length: 64 }, (_, at) => [0, 1, 2, 3].reduce((sum, channel) => sum + values[64 * channel + at]!, 0))
  const given = { layer: 'active' }
  expectClose(valuesOf(await network.run(hiresCam, given, { targets: [target] })), summed(products))
  // All derivatives of a channel are the same here, so that all of these are one map.
  expectClose(valuesOf(await network.run(gradCam, { ...given, relu: false }, { targets: [target] })), summed(products))
  expectClose(valuesOf(await network.run(xgradCam, { ...given, relu: false }, { targets: [target] })), summed(products))
  const above = Float64Array.from(products, (value) => Math.max(0, value))
  expectClose(valuesOf(await network.run(layerCam, given, { targets: [target] })), summed(above))
  expectClose(valuesOf(await network.run(gradCamElementwise, given, { targets: [target] })), summed(above))
})

test('tokens are a grid like any other, without the class token', async () => {
  const network = await open(tokens())
  const target = { class: 2 }
  const { tokens: values } = tokensTensors(network.frame)
  const places = Array.from({ length: 16 }, (_, i) => 4 + i)
  const slope = differences((changed) => logitOf(tokensTensors(network.frame, changed).logits, target), values, places)
  const expected = [0, 1, 2, 3].map((token) =>
    [0, 1, 2, 3].reduce((sum, channel) => sum + slope[4 * token + channel]! * values[4 + 4 * token + channel]!, 0),
  )
  expectClose(valuesOf(await network.run(hiresCam, {}, { targets: [target] })), expected, 1e-4)
})
