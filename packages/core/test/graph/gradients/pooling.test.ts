import { describe, expect, test } from 'vitest'
import { cpuPolicy, webgpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { type AttributeValue, createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import type { Tensor64 } from './reference/tensor.ts'
import { tensorOf } from './tensors.ts'

type Pool = readonly [name: string, x: readonly number[], attributes: Readonly<Record<string, AttributeValue>>]

/** No two numbers are near each other, so that a step of the differences moves no maximum. */
function shuffled(dims: readonly number[]): Tensor64 {
  const { values } = randomTensor(dims, 5)
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  return { dims, values: Float64Array.from(values, (_, i) => Math.fround((order.indexOf(i) + 0.5) / values.length - 0.5)) }
}

const windows: readonly Pool[] = [
  ['one axis', [2, 2, 7], { kernel_shape: [3] }],
  ['one axis, stride and padding', [1, 2, 8], { kernel_shape: [3], strides: [2], pads: [1, 1] }],
  ['halves', [2, 3, 4, 6], { kernel_shape: [2, 2], strides: [2, 2] }],
  ['halves of odd sizes', [1, 2, 5, 7], { kernel_shape: [2, 2], strides: [2, 2] }],
  ['overlapping windows', [1, 2, 8, 7], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }],
  ['a place per number', [1, 2, 5, 4], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }],
  ['a place per number, uneven padding', [1, 2, 4, 5], { kernel_shape: [2, 3], pads: [0, 2, 1, 0] }],
  ['a stride longer than the window', [1, 2, 7, 8], { kernel_shape: [2, 1], strides: [3, 2] }],
  ['a window of one number', [1, 2, 3, 4], { kernel_shape: [1, 1] }],
  ['windows of one number with a stride', [1, 2, 5, 4], { kernel_shape: [1, 1], strides: [2, 3] }],
  ['other sizes per axis', [1, 2, 7, 5], { kernel_shape: [4, 2], strides: [3, 1], pads: [2, 1, 1, 0] }],
  ['three axes', [1, 2, 4, 3, 5], { kernel_shape: [2, 2, 3], strides: [2, 1, 2], pads: [0, 1, 1, 0, 0, 1] }],
  ['ceil_mode', [1, 2, 6, 8], { kernel_shape: [3, 2], strides: [2, 3], ceil_mode: 1 }],
  ['ceil_mode with padding', [1, 2, 6, 7], { kernel_shape: [3, 3], strides: [2, 3], pads: [1, 1, 1, 1], ceil_mode: 1 }],
  [
    'ceil_mode whose last window would see padding only',
    [1, 1, 7, 6],
    { kernel_shape: [2, 2], strides: [3, 2], pads: [1, 0, 1, 0], ceil_mode: 1 },
  ],
  ['SAME_UPPER', [1, 2, 6, 5], { kernel_shape: [3, 2], strides: [2, 1], auto_pad: 'SAME_UPPER' }],
  ['SAME_LOWER', [1, 2, 6, 5], { kernel_shape: [3, 2], strides: [2, 1], auto_pad: 'SAME_LOWER' }],
  ['VALID', [1, 2, 6, 5], { kernel_shape: [3, 2], strides: [2, 1], auto_pad: 'VALID' }],
  ['the whole picture', [2, 3, 3, 4], { kernel_shape: [3, 4] }],
  ['more than the whole picture', [1, 2, 3, 3], { kernel_shape: [5, 4], pads: [1, 1, 1, 0] }],
]

const dilated: readonly Pool[] = [
  ['dilation', [1, 2, 7, 6], { kernel_shape: [3, 2], dilations: [2, 3] }],
  [
    'dilation, stride, padding and ceil_mode',
    [1, 2, 8, 7],
    { kernel_shape: [2, 3], dilations: [3, 2], strides: [2, 2], pads: [1, 1, 0, 2], ceil_mode: 1 },
  ],
]

describe('MaxPool', () => {
  test.each([...windows, ...dilated])('%s', async (_, x, attributes) => {
    await checkRule({ nodes: [createNode('MaxPool', ['x'], ['y'], attributes)], wrt: { x: shuffled(x) } })
  })

  test('its indices may be used as well, and go by columns', async () => {
    const attributes = { kernel_shape: [2, 2], storage_order: 1 }
    await checkRule({ nodes: [createNode('MaxPool', ['x'], ['y', 'i'], attributes)], wrt: { x: shuffled([1, 2, 3, 3]) } })
  })

  test.each([cpuPolicy, webgpuPolicy])('of tied numbers the first receives the cotangent, on $name', async (policy) => {
    const x = tensorOf([1, 2, 0, 2, 2, 2, 0, 0, 0], [1, 1, 3, 3])
    const nodes = [createNode('MaxPool', ['x'], ['y'], { kernel_shape: [2, 2] })]
    const { gradients } = await gradientsOf({ nodes, wrt: { x }, policy }, [1, 10, 100, 1000])
    expect([...gradients.x!]).toEqual([0, 11, 0, 100, 1000, 0, 0, 0, 0])
  })

  test('padding never ties with zeros', async () => {
    const nodes = [createNode('MaxPool', ['x'], ['y'], { kernel_shape: [3], pads: [1, 1] })]
    const { gradients } = await gradientsOf({ nodes, wrt: { x: tensorOf([0, 0, -1], [1, 1, 3]) } }, [1, 10, 100])
    expect([...gradients.x!]).toEqual([11, 100, 0])
  })

  test('a window over the whole picture is shared equally between tied numbers, with few operators', async () => {
    const x = tensorOf([3, 1, 3, 2], [1, 1, 2, 2])
    const nodes = [createNode('MaxPool', ['x'], ['y'], { kernel_shape: [2, 2] })]
    const { gradients } = await gradientsOf({ nodes, wrt: { x } }, [8])
    expect([...gradients.x!]).toEqual([4, 0, 4, 0])
  })
})

describe('AveragePool', () => {
  test.each(windows)('%s', async (_, x, attributes) => {
    const isInside = attributes.pads === undefined && attributes.ceil_mode === undefined && attributes.auto_pad === undefined
    for (const count_include_pad of isInside ? [0] : [0, 1]) {
      const nodes = [createNode('AveragePool', ['x'], ['y'], { ...attributes, count_include_pad })]
      await checkRule({ nodes, wrt: { x: randomTensor(x) } })
    }
  })

  test.each(dilated)('%s', async (_, x, attributes) => {
    for (const count_include_pad of [0, 1]) {
      const nodes = [createNode('AveragePool', ['x'], ['y'], { ...attributes, count_include_pad })]
      await checkRule({ nodes, wrt: { x: randomTensor(x) }, opset: 19 })
    }
  })

  test('by hand: a window half outside divides by what is inside', async () => {
    const nodes = [createNode('AveragePool', ['x'], ['y'], { kernel_shape: [2], strides: [2], pads: [1, 0] })]
    const { gradients } = await gradientsOf({ nodes, wrt: { x: tensorOf([0, 0, 0], [1, 1, 3]) } }, [1, 10])
    expect([...gradients.x!]).toEqual([1, 5, 5])
  })
})

describe('LpPool', () => {
  const away = (x: readonly number[]): Tensor64 => randomTensor(x, 1, [0], 0.1)

  test.each([1, 2, 3, 4])('p = %d', async (p) => {
    const attributes = { kernel_shape: [3, 2], strides: [2, 1], pads: [1, 0, 1, 1], p }
    await checkRule({ nodes: [createNode('LpPool', ['x'], ['y'], attributes)], wrt: { x: away([2, 2, 6, 4]) } })
  })

  test('ceil_mode and dilation', async () => {
    const attributes = { kernel_shape: [2, 3], strides: [2, 3], dilations: [2, 1], ceil_mode: 1 }
    await checkRule({ nodes: [createNode('LpPool', ['x'], ['y'], attributes)], wrt: { x: away([1, 2, 6, 7]) }, opset: 18 })
  })

  test('a window of zeros passes nothing', async () => {
    const nodes = [createNode('LpPool', ['x'], ['y'], { kernel_shape: [2], strides: [2] })]
    const { gradients } = await gradientsOf({ nodes, wrt: { x: tensorOf([0, 0, 3, 4], [1, 1, 4]) } }, [1, 10])
    expect([...gradients.x!]).toEqual([0, 0, 6, 8])
  })
})

describe('pools over the whole picture', () => {
  test.each(['GlobalAveragePool', 'GlobalMaxPool'])('%s over one to three axes', async (opType) => {
    for (const x of [
      [2, 3, 5],
      [2, 2, 3, 4],
      [1, 2, 2, 3, 2],
    ]) {
      await checkRule({ nodes: [createNode(opType, ['x'], ['y'])], wrt: { x: shuffled(x) } })
    }
  })

  test.each([1, 2, 3])('GlobalLpPool, p = %d', async (p) => {
    await checkRule({ nodes: [createNode('GlobalLpPool', ['x'], ['y'], { p })], wrt: { x: randomTensor([2, 2, 3, 4], 1, [0]) } })
  })

  test('the largest number of GlobalMaxPool is shared equally between tied ones', async () => {
    const x = tensorOf([5, 5, 1, 5, 0, 0, 0, 0], [1, 2, 2, 2])
    const { gradients } = await gradientsOf({ nodes: [createNode('GlobalMaxPool', ['x'], ['y'])], wrt: { x } }, [6, 8])
    expect([...gradients.x!]).toEqual([2, 2, 0, 2, 2, 2, 2, 2])
  })
})
