import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agreementOf, agreementWarnings } from '../../../src/methods/gradient/halves.ts'
import { smoothgrad, squaregrad, vargrad } from '../../../src/methods/gradient/noisy.ts'
import { deriveSeed } from '../../../src/random/derive-seed.ts'
import { fillNormal } from '../../../src/random/normal-noise.ts'
import { skipped } from '../../../src/testing/index.ts'
import { expectClose } from '../../evaluator/derivatives.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { channelMeans, columnOf, cubicEnding, numbers, onePixel, pixelModel, someWeights, tanhEnding } from './pixel-models.ts'

const weights = someWeights()
const methods = [smoothgrad, squaregrad, vargrad]

describe('of a linear model', () => {
  let linear: OpenTinyNetwork
  beforeAll(async () => {
    linear = await openTinyNetwork(pixelModel(weights))
  })
  afterAll(() => linear.close())

  test('SmoothGrad is the weights and SquareGrad their squares', async () => {
    const column = columnOf(weights, 0)
    expectClose(valuesOf(await linear.run(smoothgrad, { samples: 3 })), channelMeans(column))
    expectClose(valuesOf(await linear.run(squaregrad, { samples: 3 })), channelMeans(column.map((weight) => weight ** 2)))
  })

  test('VarGrad is zero, and says that nothing is to be seen', async () => {
    const result = await linear.run(vargrad, { samples: 3 })
    expect(new Set(valuesOf(result))).toEqual(new Set([0]))
    expect(codesOf(result)).toEqual(['MAP_CONSTANT'])
  })
})

describe('of a smooth network', () => {
  let smooth: OpenTinyNetwork
  beforeAll(async () => {
    smooth = await openTinyNetwork(skipped())
  })
  afterAll(() => smooth.close())

  /** Gradients at the noisy copies of the picture, asked for one by one. */
  const gradientsByHand = async (samples: number): Promise<readonly Float32Array[]> => {
    const gradients = await (await smooth.context()).gradients()
    const deviation = 0.15 * (Math.max(...smooth.frame) - Math.min(...smooth.frame))
    const rows: Float32Array[] = []
    for (let index = 0; index < samples; index++) {
      const noise = new Float32Array(numbers)
      fillNormal(deriveSeed(1, 'noisy', index), deviation, noise)
      const copy = noise.map((value, i) => value + smooth.frame[i]!)
      rows.push((await gradients.evaluate(copy, 1, { class: 0 }, 'input')).gradient)
    }
    return rows
  }

  test('VarGrad divides by the number of copies less one, and not by their number as elsewhere', async () => {
    const [first, second] = (await gradientsByHand(2)) as [Float32Array, Float32Array]
    const variances = Float64Array.from(first, (slope, i) => (slope - second[i]!) ** 2 / 2)
    expectClose(valuesOf(await smooth.run(vargrad, { samples: 2 })), channelMeans(variances))
  })

  test('SmoothGrad and SquareGrad are means over the copies, whose noise is a function of seed and number', async () => {
    const rows = await gradientsByHand(5)
    const meanOf = (of: (slope: number) => number): Float64Array =>
      Float64Array.from({ length: numbers }, (_, i) => rows.reduce((sum, row) => sum + of(row[i]!) / 5, 0))
    expectClose(valuesOf(await smooth.run(smoothgrad, { samples: 5 })), channelMeans(meanOf((slope) => slope)))
    expectClose(valuesOf(await smooth.run(squaregrad, { samples: 5 })), channelMeans(meanOf((slope) => slope ** 2)))
  })

  test('the noise is a share of the range of the picture, or in the numbers of the model', async () => {
    const range = Math.max(...smooth.frame) - Math.min(...smooth.frame)
    const deviationOf = async (given: object) =>
      (await smooth.run(smoothgrad, { samples: 2, ...given })).statistics!['deviation'] as number
    expect(await deviationOf({})).toBeCloseTo(0.15 * range, 9)
    expect(await deviationOf({ noise: 0.2, unit: 'model' })).toBe(0.2)
  })

  test('SmoothGrad of one class against another is the difference of their maps', async () => {
    const of = async (target: { class: number; against?: number }) =>
      Float64Array.from(valuesOf(await smooth.run(smoothgrad, { samples: 4 }, { targets: [target] })))
    const [first, second, both] = [await of({ class: 0 }), await of({ class: 1 }), await of({ class: 0, against: 1 })]
    expectClose(
      both,
      first.map((value, i) => value - second[i]!),
    )
  })

  test.each(methods)('$name is the same bytes for a seed, and others for another', async (method) => {
    const map = async (seed: number) => valuesOf(await smooth.run(method, { samples: 6 }, { seed }))
    expect(await map(1)).toEqual(await map(1))
    expect(await map(2)).not.toEqual(await map(1))
  })

  test.each(methods)('$name costs what it says and reports tenths', async (method) => {
    const context = await smooth.context()
    const parameters = method.parameters.parse({})
    const { complete } = await method.run(context, parameters)
    expect([complete, context.spent(), context.partial.length]).toEqual([true, method.cost(parameters, 4), 9])
  })

  test.each(methods)('$name asks fewer copies where the budget is short, and is marked', async (method) => {
    const result = await smooth.run(method, {}, { budget: 20 })
    expect([result.complete, result.statistics?.['samples']]).toEqual([false, 6])
    expect(valuesOf(result)).toEqual(valuesOf(await smooth.run(method, { samples: 6 })))
  })

  test.each([
    [smoothgrad, 2],
    [squaregrad, 2],
    [vargrad, 5],
  ])('%o throws where the budget pays for too few copies', async (method, budget) => {
    await expect(smooth.run(method, {}, { budget })).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })

  test('a few copies with much noise are said to be few', async () => {
    const result = await smooth.run(vargrad, { samples: 4, noise: 5 })
    expect(codesOf(result)).toEqual(['SAMPLES_FEW'])
  })
})

test.each(methods)('$name of a model that reads one pixel is highest there', async (method) => {
  const one = await openTinyNetwork(pixelModel(onePixel(37), tanhEnding))
  const values = [...valuesOf(await one.run(method))].map(Math.abs)
  expect(values.indexOf(Math.max(...values))).toBe(37)
  expect(values.filter((value) => value !== 0)).toHaveLength(1)
  await one.close()
})

test.each(methods)('$name of a constant model is zero, and says so', async (method) => {
  const constant = await openTinyNetwork(pixelModel(new Array<number>(2 * numbers).fill(0)))
  expect(codesOf(await constant.run(method))).toEqual(['MAP_CONSTANT'])
  await constant.close()
})

test('SmoothGrad does not depend on how many frames run at once', async () => {
  const [single, several] = [
    await openTinyNetwork(pixelModel(weights, cubicEnding)),
    await openTinyNetwork(pixelModel(weights, { ...cubicEnding, batch: 4 })),
  ]
  const given = { samples: 10 }
  expectClose(valuesOf(await several.run(smoothgrad, given)), [...valuesOf(await single.run(smoothgrad, given))], 1e-5)
  await single.close()
  await several.close()
})

describe('two halves of the samples', () => {
  const frame = { width: 32, height: 8 }
  /** Four areas of their own strength, in which signs go back and forth. */
  const striped = (shift: number): Float32Array =>
    Float32Array.from({ length: 256 }, (_, i) => (1 + Math.floor((i % 32) / 8)) * ((i + shift) % 2 === 0 ? 1 : -1))

  test('may disagree pixel by pixel and agree over areas, which is said', () => {
    const agreement = agreementOf(striped(0), striped(1), frame)
    expect(agreement.pixelAgreement).toBeCloseTo(-1, 6)
    expect(agreement.areaAgreement).toBeCloseTo(1, 6)
    expect(agreementWarnings(50, 'noisy copies', agreement)[0]?.message).toMatch(
      /^Single pixels of this map are chance, its areas are not.*Read areas, or allow more with --samples\.$/,
    )
  })

  test('may disagree even over areas, which is said with what to do', () => {
    const turned = striped(0).reverse()
    const agreement = agreementOf(striped(0), turned, frame)
    expect(agreement.areaAgreement).toBeLessThan(0.5)
    expect(agreementWarnings(50, 'noisy copies', agreement)[0]?.message).toMatch(/^50 noisy copies are few here.*--samples\.$/)
  })

  test('that agree need no warning', () => {
    expect(agreementWarnings(50, 'noisy copies', agreementOf(striped(0), striped(0), frame))).toEqual([])
  })
})
