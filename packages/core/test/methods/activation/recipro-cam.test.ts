import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reciproCam } from '../../../src/methods/activation/recipro-cam.ts'
import { convReluPoolGemm, tokens, tokensTensors } from '../../../src/testing/index.ts'
import { expectClose } from '../../evaluator/derivatives.ts'
import { type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { linearBehind } from './layer-model.ts'

describe('Recipro-CAM', () => {
  let network: OpenTinyNetwork
  let convolution: OpenTinyNetwork
  beforeAll(async () => {
    network = await openTinyNetwork(linearBehind(undefined, undefined, 0.5))
    convolution = await openTinyNetwork(convReluPoolGemm())
  })
  afterAll(async () => {
    await network.close()
    await convolution.close()
  })

  test('of a linear head is what each position contributes, plus the bias', async () => {
    expectClose(valuesOf(await network.run(reciproCam)), [5.5, -1.5, -1.5, 6.5])
  })

  // Shares 1/4 of the position, 1/8 of the two beside it, 1/16 of the one across.
  test('with a bell keeps its neighbours in part, as far as there are any', async () => {
    expectClose(valuesOf(await network.run(reciproCam, { spread: 'gaussian' })), [1.625, 1.25, 1.25, 1.8125])
  })

  test('spends one forward for the frame and one for each position', async () => {
    const context = await network.context()
    const given = { layer: 'auto', spread: 'auto' } as const
    await reciproCam.run(context, given)
    expect(context.spent()).toBe(1 + 4)
    expect(reciproCam.cost(given, 49, network.network.layer)).toBe(1 + 4)
    expect(reciproCam.cost(given, 49)).toBe(1 + 49)
  })

  test('gives positions that the budget left out the mean of the others', async () => {
    const result = await network.run(reciproCam, {}, { budget: 3 })
    const whole = [5.5, -1.5, -1.5, 6.5]
    const values = [...valuesOf(result)]
    const tried = values.filter((value, i) => Math.abs(value - whole[i]!) < 1e-5)
    expect(tried).toHaveLength(2)
    const rest = values.filter((value) => !tried.includes(value))
    for (const value of rest) expect(value).toBeCloseTo((tried[0]! + tried[1]!) / 2, 5)
    expect([result.complete, result.statistics!['positions']]).toEqual([false, 2])
    await expect(network.run(reciproCam, {}, { budget: 1 })).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })

  test('is the same to the bit for any seed, which only says in what order and company positions are tried', async () => {
    const of = async (seed: number) => valuesOf(await convolution.run(reciproCam, { layer: 'active' }, { seed }))
    expect(await of(2)).toEqual(await of(1))
  })

  test('shows parts of itself on the way, and stops when it is cancelled', async () => {
    const context = await convolution.context()
    await reciproCam.run(context, { layer: 'map', spread: 'none' })
    expect(context.partial.map(({ kind }) => kind)).toEqual(['grid', 'grid', 'grid'])
    const controller = new AbortController()
    controller.abort()
    await expect(convolution.run(reciproCam, {}, { signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

test('ViT-ReciproCAM keeps the class token and a bell of tokens', async () => {
  const network = await openTinyNetwork(tokens())
  const { tokens: whole } = tokensTensors(network.frame)
  const shares = [1 / 4, 1 / 8, 1 / 8, 1 / 16]
  const expected = [0, 1, 2, 3].map((place) => {
    const changed = whole.map((value, at) => {
      const token = Math.floor(at / 4) - 1
      // Places of a grid of two by two differ by their bits.
      return token < 0 ? value : value * shares[token ^ place]!
    })
    return tokensTensors(network.frame, changed).logits[0]!
  })
  expectClose(valuesOf(await network.run(reciproCam)), expected)
  await network.close()
})
