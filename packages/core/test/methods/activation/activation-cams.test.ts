import { afterAll, describe, expect, test } from 'vitest'
import { activationMap } from '../../../src/methods/activation/activation-map.ts'
import { cam } from '../../../src/methods/activation/cam.ts'
import { eigenCam } from '../../../src/methods/activation/eigen-cam.ts'
import { eigengradCam } from '../../../src/methods/activation/eigengrad-cam.ts'
import { fem } from '../../../src/methods/activation/fem.ts'
import { gradCam } from '../../../src/methods/activation/grad-cam.ts'
import { hiresCam } from '../../../src/methods/activation/hires-cam.ts'
import { randomCam } from '../../../src/methods/activation/random-cam.ts'
import type { TinyModel } from '../../../src/testing/index.ts'
import { convReluPoolGemm } from '../../../src/testing/index.ts'
import { expectClose } from '../../evaluator/derivatives.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { held, linearBehind, pooledBehind } from './layer-model.ts'

const opened: OpenTinyNetwork[] = []
const open = async (tiny: TinyModel): Promise<OpenTinyNetwork> => {
  const network = await openTinyNetwork(tiny)
  opened.push(network)
  return network
}
afterAll(async () => {
  for (const { close } of opened) await close()
})

test('the activation map is the mean of the channels', async () => {
  expectClose(valuesOf(await (await open(linearBehind())).run(activationMap)), [2.5, -0.5, 2.5, 0])
})

test('a layer in front of a rectifier keeps its values below zero, which pytorch-grad-cam overwrites', async () => {
  const network = await open(convReluPoolGemm())
  const { activations } = await network.context()
  const [before, behind] = [(await activations('map')).activation, (await activations('active')).activation]
  expect(Math.min(...before)).toBeLessThan(-0.5)
  expect(before.map((value) => Math.max(0, value))).toEqual(behind)
  expectClose(
    valuesOf(await network.run(activationMap, { layer: 'map' })),
    Float64Array.from({ length: 64 }, (_, at) => [0, 1, 2, 3].reduce((sum, channel) => sum + before[64 * channel + at]! / 4, 0)),
  )
})

describe('the class activation map', () => {
  const weights = [
    [2, -1],
    [0.5, 3],
  ]
  const bias = [0.25, -4]

  test('weighs channels as the dense layer does', async () => {
    const network = await open(pooledBehind(weights, bias))
    const expected = held[0]!.map((value, i) => 2 * value - held[1]![i]!)
    expectClose(valuesOf(await network.run(cam)), expected)
    const against = held[0]!.map((value, i) => 1.5 * value - 4 * held[1]![i]!)
    expectClose(valuesOf(await network.run(cam, {}, { targets: [{ class: 0, against: 1 }] })), against)
  })

  test('is Grad-CAM times the number of positions, and its mean is the logit without its bias', async () => {
    const network = await open(pooledBehind(weights, bias))
    const own = [...valuesOf(await network.run(cam))]
    const scaled = Array.from(valuesOf(await network.run(gradCam, { relu: false })), (value) => 4 * value)
    expectClose(scaled, own)
    const logit = 2 * 2 - 1 * 0.25 + 0.25
    expect(own.reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(logit - 0.25, 5)
    const high = [...valuesOf(await network.run(hiresCam))].reduce((sum, value) => sum + value, 0)
    expect(high).toBeCloseTo(logit - 0.25, 5)
  })

  test('cannot be had of a network that ends in another way, and says so before and during the run', async () => {
    const { network, run } = await open(linearBehind())
    const reason = 'it does not end with the mean of a layer over its grid and one dense layer'
    expect(cam.unsuited!(network, {})).toBe(reason)
    await expect(run(cam)).rejects.toMatchObject({ code: 'USAGE_METHOD_UNSUITED', message: expect.stringContaining(reason) })
  })
})

describe('FEM', () => {
  // The largest of four values is at most 1.73 deviations above their mean.
  test('finds nothing that stands out among four positions, and says so; a level channel counts as standing out in one variant', async () => {
    const result = await (await open(linearBehind([[0, 0, 0, 8]], [[1, 0, -1, 2]]))).run(fem)
    expect([...valuesOf(result)]).toEqual([0, 0, 0, 0])
    expect(codesOf(result)).toEqual(['MAP_CONSTANT'])
    const level = await open(linearBehind([[3, 3, 3, 3]], [[1, 0, -1, 2]]))
    expect([...valuesOf(await level.run(fem))]).toEqual([3, 3, 3, 3])
    expect([...valuesOf(await level.run(fem, { variant: 'pytorch-grad-cam' }))]).toEqual([0, 0, 0, 0])
  })

  test.each(['xplique', 'pytorch-grad-cam'] as const)('follows the formula of %s on 64 positions', async (variant) => {
    const network = await open(convReluPoolGemm())
    const { activation } = await (await network.context()).activations('active')
    const channels = [0, 1, 2, 3].map((channel) => [...activation.subarray(64 * channel, 64 * channel + 64)])
    const expected = new Float64Array(64)
    for (const own of channels) {
      const mean = own.reduce((total, value) => total + value, 0) / 64
      const deviation = Math.sqrt(own.reduce((total, value) => total + (value - mean) ** 2, 0) / 64)
      const stands = own.map((value) => value >= mean + 2 * deviation)
      const share = stands.filter(Boolean).length / 64
      own.forEach((value, at) => {
        expected[at]! += variant === 'xplique' ? (stands[at] ? mean : 0) : share * value
      })
    }
    expect(Math.max(...expected)).toBeGreaterThan(0)
    expectClose(valuesOf(await network.run(fem, { layer: 'active', variant })), expected, 1e-12)
  })
})

describe('Eigen-CAM', () => {
  // Both channels are multiples of (-1, -1, -1, 3): everything lies along one direction of length 5.
  const along = (sign: number) => [
    [-3, -3, -3, 9].map((value) => sign * value + 7),
    [-4, -4, -4, 12].map((value) => sign * value - 2),
  ]

  test('is the first principal component, centred', async () => {
    const result = await (await open(linearBehind(along(1)))).run(eigenCam)
    expectClose(valuesOf(result), [-5, -5, -5, 15])
    expect(result.statistics!['explained']).toBeCloseTo(1, 10)
  })

  test('does not come out inverted, as in pytorch-grad-cam: the side that reaches further is positive', async () => {
    expectClose(valuesOf(await (await open(linearBehind(along(-1)))).run(eigenCam)), [-5, -5, -5, 15])
  })

  test('of a level layer is zero, and says so', async () => {
    const result = await (
      await open(
        linearBehind([
          [0.1, 0.1, 0.1, 0.1],
          [2, 2, 2, 2],
        ]),
      )
    ).run(eigenCam)
    expect([...valuesOf(result)]).toEqual([0, 0, 0, 0])
    expect(codesOf(result)).toEqual(['MAP_CONSTANT'])
  })

  test('times the derivative is EigenGrad-CAM: of one channel the products without their mean', async () => {
    const network = await open(linearBehind([held[0]!], [[1, 0, -1, 2]]))
    // Products 4, 0, -2, 4 with mean 1.5; the negative side reaches further, so the sign is turned.
    expectClose(valuesOf(await network.run(eigengradCam)), [-2.5, 1.5, 3.5, -2.5])
  })
})

test('random weights between -1 and 1 are those of the seed', async () => {
  const network = await open(linearBehind([held[0]!], [[1, 0, -1, 2]]))
  const of = async (seed: number) => [...valuesOf(await network.run(randomCam, {}, { seed }))]
  expect(await of(1)).toEqual(await of(1))
  expect(await of(1)).not.toEqual(await of(2))
  const [weight = Number.NaN] = (await of(1)).map((value) => value / 4)
  expect(Math.abs(weight)).toBeLessThanOrEqual(1)
  expectClose(
    await of(1),
    held[0]!.map((value) => weight * value),
  )
})
