import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blurUnrounded } from '../../../src/image/blur.ts'
import { blurIg } from '../../../src/methods/gradient/blur-ig.ts'
import { skipped } from '../../../src/testing/index.ts'
import { expectClose } from '../../evaluator/derivatives.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { channelMeans, columnOf, cubicEnding, numbers, pixelModel, someWeights } from './pixel-models.ts'

const weights = someWeights()

test.each(['linear', 'square-root'] as const)(
  'blur integrated gradients of a linear model are weight times distance from the blurred picture (%s)',
  async (spacing) => {
    const tiny = pixelModel(weights)
    const linear = await openTinyNetwork(tiny)
    const start = linear.classifier.normalise(Float32Array.from(blurUnrounded(tiny.frame, (50 / 224) * 8)))
    const shares = columnOf(weights, 0).map((weight, i) => weight * (linear.frame[i]! - start[i]!))
    expectClose(valuesOf(await linear.run(blurIg, { points: 5, spacing })), channelMeans(shares))
    await linear.close()
  },
)

test.each(['linear', 'square-root'] as const)(
  'blur integrated gradients give each step its own length, however many frames run at once, unlike elsewhere (%s)',
  async (spacing) => {
    const [single, several] = [
      await openTinyNetwork(pixelModel(weights, cubicEnding)),
      await openTinyNetwork(pixelModel(weights, { ...cubicEnding, batch: 4 })),
    ]
    const map = async (opened: OpenTinyNetwork) => [...valuesOf(await opened.run(blurIg, { points: 10, spacing }))]
    expectClose(await map(several), await map(single), 1e-5)
    await single.close()
    await several.close()
  },
)

describe('blur integrated gradients of a smooth network', () => {
  let smooth: OpenTinyNetwork
  beforeAll(async () => {
    smooth = await openTinyNetwork(skipped())
  })
  afterAll(() => smooth.close())

  test.each(['linear', 'square-root'] as const)('sum to the difference of the logits (%s)', async (spacing) => {
    const result = await smooth.run(blurIg, { spacing, reduce: 'sum' })
    const { logit, startLogit } = result.statistics as Record<string, number>
    const sum = [...valuesOf(result)].reduce((total, value) => total + value, 0)
    expect(Math.abs(sum - (logit! - startLogit!))).toBeLessThan(1e-3 * Math.abs(logit! - startLogit!))
    expect(codesOf(result)).toEqual([])
  })

  test('cost what they say, and fewer steps where the budget is short', async () => {
    const context = await smooth.context()
    const parameters = blurIg.parameters.parse({ points: 20 })
    await blurIg.run(context, parameters)
    expect([context.spent(), blurIg.cost(parameters, 4), context.partial.length]).toEqual([63, 63, 9])
    const short = await smooth.run(blurIg, {}, { budget: 35 })
    expect([short.complete, short.statistics?.['points']]).toEqual([false, 10])
    expect(valuesOf(short)).toEqual(valuesOf(await smooth.run(blurIg, { points: 10 })))
    await expect(smooth.run(blurIg, {}, { budget: 8 })).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })
})

test('blur integrated gradients of a constant model are zero, and say so', async () => {
  const constant = await openTinyNetwork(pixelModel(new Array<number>(2 * numbers).fill(0)))
  expect(codesOf(await constant.run(blurIg, { points: 3 }))).toEqual(['MAP_CONSTANT'])
  await constant.close()
})
