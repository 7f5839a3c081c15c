import { describe, expect, test } from 'vitest'
import { cpuPolicy, wasmPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { type AttributeValue, createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import { tensorOf } from './tensors.ts'

type Dims = readonly number[]
type Layer = readonly [name: string, x: Dims, w: Dims, attributes: Readonly<Record<string, AttributeValue>>]

const convolutions: readonly Layer[] = [
  ['one axis, one place per number', [2, 3, 7], [4, 3, 3], { pads: [1, 1] }],
  ['one axis, stride, uneven padding', [1, 2, 8], [3, 2, 3], { strides: [2], pads: [2, 0] }],
  ['two axes', [2, 2, 5, 4], [3, 2, 3, 2], { pads: [1, 0, 1, 1] }],
  ['windows that stop short of the end', [1, 2, 6, 8], [2, 2, 3, 3], { strides: [2, 3] }],
  ['padding, and windows that stop short of the end', [1, 1, 6, 6], [2, 1, 3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] }],
  ['dilation', [1, 2, 7, 6], [2, 2, 3, 2], { dilations: [2, 3], pads: [2, 1, 1, 2] }],
  ['stride and dilation', [2, 2, 9, 8], [2, 2, 2, 3], { strides: [2, 3], dilations: [3, 2], pads: [1, 2, 0, 1] }],
  ['a stride longer than the kernel', [1, 2, 7, 8], [3, 2, 2, 1], { strides: [3, 2] }],
  ['patches', [2, 3, 4, 6], [4, 3, 2, 3], { strides: [2, 3] }],
  ['one number per window', [2, 3, 3, 4], [2, 3, 1, 1], {}],
  ['more padding than kernel', [1, 2, 3, 3], [2, 2, 2, 1], { pads: [2, 1, 3, 0] }],
  ['the whole picture', [2, 2, 3, 4], [3, 2, 3, 4], {}],
  ['groups', [2, 4, 4, 5], [6, 2, 3, 3], { group: 2, pads: [1, 1, 1, 1] }],
  ['groups with a stride', [1, 4, 5, 5], [4, 2, 3, 3], { group: 2, strides: [2, 2], pads: [1, 1, 1, 1] }],
  ['one channel each', [2, 3, 5, 4], [3, 1, 3, 3], { group: 3, pads: [1, 1, 1, 1] }],
  ['one channel each, with a stride and dilation', [2, 3, 7, 6], [3, 1, 3, 2], { group: 3, strides: [2, 2], dilations: [2, 1] }],
  ['two results per channel', [1, 3, 4, 4], [6, 1, 3, 3], { group: 3, pads: [1, 1, 1, 1] }],
  ['three axes', [1, 2, 3, 4, 3], [2, 2, 2, 3, 2], { strides: [1, 2, 1], pads: [1, 1, 0, 0, 1, 1] }],
  [
    'three axes, one channel each',
    [1, 2, 3, 3, 3],
    [2, 1, 2, 2, 2],
    { group: 2, dilations: [2, 1, 1], pads: [1, 1, 0, 1, 0, 1] },
  ],
  ['SAME_UPPER', [1, 2, 6, 5], [2, 2, 3, 2], { auto_pad: 'SAME_UPPER', strides: [2, 1] }],
  ['SAME_LOWER', [1, 2, 6, 5], [2, 2, 3, 2], { auto_pad: 'SAME_LOWER', strides: [2, 1] }],
  ['SAME with a stride longer than the kernel', [1, 1, 7, 8], [2, 1, 1, 2], { auto_pad: 'SAME_UPPER', strides: [3, 3] }],
  ['VALID', [1, 2, 6, 5], [2, 2, 3, 2], { auto_pad: 'VALID', strides: [2, 1] }],
]

describe('Conv', () => {
  test.each(convolutions)('%s: input, weights and bias', async (_, x, w, attributes) => {
    await checkRule({
      nodes: [createNode('Conv', ['x', 'w', 'b'], ['y'], attributes)],
      wrt: { x: randomTensor(x, 1), w: randomTensor(w, 2), b: randomTensor([w[0]!], 3) },
    })
  })

  test.each(convolutions)('%s: input of constant weights', async (_, x, w, attributes) => {
    await checkRule({
      nodes: [createNode('Conv', ['x', 'w'], ['y'], attributes)],
      wrt: { x: randomTensor(x, 1) },
      floats: { w: randomTensor(w, 2) },
    })
  })

  test.each([cpuPolicy, wasmPolicy])('by hand, on $name: every number gets the kernel turned around', async (policy) => {
    const { gradients } = await gradientsOf(
      {
        nodes: [createNode('Conv', ['x', 'w'], ['y'], { pads: [1, 0] })],
        wrt: { x: tensorOf([0, 0, 0, 0], [1, 1, 4]) },
        floats: { w: tensorOf([1, 10, 100], [1, 1, 3]) },
        policy,
      },
      [1, 2, 3],
    )
    expect([...gradients.x!]).toEqual([10 + 2, 100 + 20 + 3, 200 + 30, 300])
  })

  test('by hand: a weight gets what it saw', async () => {
    const { gradients } = await gradientsOf(
      {
        nodes: [createNode('Conv', ['x', 'w', 'b'], ['y'], { strides: [2] })],
        wrt: { x: tensorOf([1, 2, 3, 4, 5], [1, 1, 5]), w: tensorOf([0, 0, 0], [1, 1, 3]), b: tensorOf([0]) },
      },
      [1, 10],
    )
    expect([...gradients.w!]).toEqual([1 + 30, 2 + 40, 3 + 50])
    expect([...gradients.b!]).toEqual([11])
  })

  test('weights that are computed', async () => {
    await checkRule({
      nodes: [createNode('Mul', ['v', 's'], ['w']), createNode('Conv', ['x', 'w'], ['y'], { pads: [1, 1] })],
      wrt: { x: randomTensor([1, 2, 5]), s: randomTensor([2, 1, 1], 2) },
      floats: { v: randomTensor([2, 2, 3], 3) },
    })
  })

  test('weights that are computed from constants alone are turned around when the model is opened', async () => {
    await checkRule({
      nodes: [createNode('Mul', ['v', 's'], ['w']), createNode('Conv', ['x', 'w'], ['y'], { pads: [1, 1] })],
      wrt: { x: randomTensor([1, 2, 5]) },
      floats: { v: randomTensor([2, 2, 3], 3), s: randomTensor([2, 1, 1], 2) },
    })
  })

  test('automatic padding and dilation do not go together in ONNX Runtime', async () => {
    const given = {
      nodes: [createNode('Conv', ['x', 'w'], ['y'], { auto_pad: 'SAME_UPPER', dilations: [2] })],
      wrt: { x: randomTensor([1, 1, 5]) },
      floats: { w: randomTensor([1, 1, 3]) },
    }
    await expect(gradientsOf(given)).rejects.toMatchObject({
      code: 'GRADIENT_NO_RULE',
      message: /Conv \(auto_pad together with dilations\)/,
    })
  })
})

const transposed: readonly Layer[] = [
  ['one axis', [2, 3, 4], [3, 2, 3], {}],
  ['stride', [1, 2, 3, 4], [2, 3, 3, 2], { strides: [2, 3] }],
  ['padding and output_padding', [2, 2, 3, 3], [2, 3, 3, 3], { strides: [2, 2], pads: [1, 1, 1, 0], output_padding: [1, 1] }],
  ['dilation', [1, 2, 3, 3], [2, 2, 3, 2], { dilations: [2, 3], strides: [2, 1], pads: [1, 0, 2, 1] }],
  ['groups', [1, 4, 3, 3], [4, 3, 2, 3], { group: 2, strides: [2, 1] }],
  ['one channel each', [2, 3, 3, 4], [3, 1, 4, 4], { group: 3, strides: [2, 2], pads: [1, 1, 1, 1] }],
  ['three axes', [1, 2, 2, 3, 2], [2, 2, 2, 2, 3], { strides: [2, 1, 2], pads: [0, 1, 1, 0, 0, 1] }],
  ['output_shape', [1, 2, 3, 3], [2, 2, 3, 3], { strides: [2, 2], output_shape: [6, 5] }],
  [
    'output_shape, more of it cut in front',
    [1, 2, 3, 3],
    [2, 2, 3, 3],
    { strides: [2, 2], output_shape: [4, 6], auto_pad: 'SAME_UPPER' },
  ],
  ['SAME_UPPER', [1, 2, 3, 3], [2, 2, 3, 4], { strides: [2, 2], auto_pad: 'SAME_UPPER' }],
  ['SAME_LOWER', [1, 2, 3, 3], [2, 2, 3, 4], { strides: [2, 2], auto_pad: 'SAME_LOWER' }],
  ['SAME_LOWER and dilation', [1, 2, 3, 3], [2, 2, 3, 2], { strides: [2, 2], dilations: [2, 1], auto_pad: 'SAME_LOWER' }],
]

describe('ConvTranspose', () => {
  test.each(transposed)('%s: input, weights and bias', async (_, x, w, attributes) => {
    const outputs = w[1]! * (typeof attributes.group === 'number' ? attributes.group : 1)
    await checkRule({
      nodes: [createNode('ConvTranspose', ['x', 'w', 'b'], ['y'], attributes)],
      wrt: { x: randomTensor(x, 1), w: randomTensor(w, 2), b: randomTensor([outputs], 3) },
    })
  })
})

test('a convolution that a runtime has fused is named', async () => {
  const node = createNode('FusedConv', ['x', 'w'], ['y'])
  node.domain = 'com.microsoft'
  const given = { nodes: [node], wrt: { x: randomTensor([1, 1, 5]) }, floats: { w: randomTensor([1, 1, 3]) } }
  await expect(gradientsOf(given)).rejects.toThrow(/FusedConv \(a convolution fused by a runtime/)
})
