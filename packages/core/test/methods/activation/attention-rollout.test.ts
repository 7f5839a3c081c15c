import { afterAll, beforeAll, expect, test } from 'vitest'
import { attentionRollout } from '../../../src/methods/activation/attention-rollout.ts'
import { convReluPoolGemm, tokens, tokensTensors } from '../../../src/testing/index.ts'
import { expectClose } from '../../evaluator/derivatives.ts'
import { type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'

let network: OpenTinyNetwork
beforeAll(async () => {
  network = await openTinyNetwork(tokens())
})
afterAll(() => network.close())

/** The product of two matrices f64[5, 5]. */
function product(left: Float64Array, right: Float64Array): Float64Array {
  return Float64Array.from({ length: 25 }, (_, at) => {
    const [row, column] = [Math.floor(at / 5), at % 5]
    return [0, 1, 2, 3, 4].reduce((sum, i) => sum + left[5 * row + i]! * right[5 * i + column]!, 0)
  })
}

test('is the row of the class token in the product of all layers, each with half of itself', async () => {
  const { attention } = tokensTensors(network.frame)
  const [first, second] = attention.map((layer) => layer.map((value, at) => (value + (at % 6 === 0 ? 1 : 0)) / 2))
  const expected = product(second!, first!).slice(1, 5)
  const context = await network.context()
  const result = await attentionRollout.run(context, { fusion: 'mean', discard: 0 })
  expect(result.attribution).toMatchObject({ kind: 'grid', rows: 2, columns: 2 })
  expectClose(valuesOf(result), expected)
  expect(result.statistics).toEqual({ layers: 2 })
  expect(context.spent()).toBe(attentionRollout.cost({ fusion: 'mean', discard: 0 }, 4))
})

test('has no class: every target gets the same map', async () => {
  const of = async (target: number) =>
    valuesOf(await network.run(attentionRollout, {}, { targets: [{ class: 0 }, { class: 2 }], target }))
  expect(await of(1)).toEqual(await of(0))
  expect(attentionRollout.classSensitive).toBe(false)
})

test('cannot run without two layers of attention between the same tokens', async () => {
  const convolution = await openTinyNetwork(convReluPoolGemm())
  expect(attentionRollout.unsuited!(convolution.network, { fusion: 'mean', discard: 0 })).toBe(
    'it has no two layers in which every token of the picture attends to every other',
  )
  expect(attentionRollout.unsuited!(network.network, { fusion: 'mean', discard: 0 })).toBeNull()
  const [first, second] = network.network.attention
  const mixed = { ...network.network, attention: [first!, { ...second!, tokens: 3 }] }
  expect(attentionRollout.unsuited!(mixed, { fusion: 'mean', discard: 0 })).toBe(
    'its layers attend to different tokens: 5 in "attention_0", 3 in "attention_1"',
  )
  await convolution.close()
})
