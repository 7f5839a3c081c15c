import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes, type OnnxNode } from '../../../src/graph/proto.ts'
import { createFloats, createIntegers } from '../../../src/graph/tensor.ts'
import { expectAsSeen } from './seen.ts'

const x = [2, 3, 4, 6]
const list = (name: string, values: readonly number[]) => createIntegers(name, [values.length], values)
const ones = (name: string, dims: readonly number[]) =>
  createFloats(name, dims, new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(1))
const dimsOf = async (nodes: readonly OnnxNode[], constants: Parameters<typeof expectAsSeen>[0]['constants'] = [], opset = 16) =>
  (await expectAsSeen({ x, nodes, constants, opset })).get('y')!.dims

describe('element-wise operators', () => {
  test('broadcast in both directions, any number of tensors', async () => {
    const constants = [ones('a', [5, 1, 1, 4, 1]), ones('b', [6])]
    expect(await dimsOf([createNode('Sum', ['b', 'x', 'a'], ['y'])], constants)).toEqual([5, 2, 3, 4, 6])
  })

  test('comparisons and tests give truth values', async () => {
    const nodes = [
      createNode('Less', ['x', 'a'], ['b']),
      createNode('IsNaN', ['x'], ['c']),
      createNode('And', ['b', 'c'], ['d']),
      createNode('Where', ['d', 'x', 'a'], ['y']),
    ]
    const facts = await expectAsSeen({ x, nodes, constants: [ones('a', [3, 1, 1])] })
    expect(['b', 'c', 'd', 'y'].map((name) => facts.get(name)!.elementType)).toEqual([
      ...[elementTypes.boolean, elementTypes.boolean, elementTypes.boolean],
      elementTypes.float32,
    ])
  })

  test.each([
    'Relu',
    'LeakyRelu',
    'Elu',
    'Selu',
    'Celu',
    'Sigmoid',
    'HardSigmoid',
    'HardSwish',
    'Softplus',
    'Softsign',
    'Tanh',
    'Erf',
    'Exp',
  ])('%s keeps the shape', async (opType) => {
    expect(await dimsOf([createNode(opType, ['x'], ['y'])])).toEqual(x)
  })

  test('Clip, PRelu, CumSum and Cast', async () => {
    const nodes = [
      createNode('Clip', ['x', '', 'most'], ['a']),
      createNode('PRelu', ['a', 'slope'], ['b']),
      createNode('CumSum', ['b', 'axis'], ['c']),
      createNode('Cast', ['c'], ['y'], { to: elementTypes.float64 }),
    ]
    const constants = [createFloats('most', [], [0.5]), ones('slope', [3, 1, 1]), createIntegers('axis', [], [1])]
    expect(await dimsOf(nodes, constants)).toEqual(x)
  })
})

describe('reductions', () => {
  test.each([
    'ReduceSum',
    'ReduceMean',
    'ReduceMax',
    'ReduceMin',
    'ReduceL1',
    'ReduceL2',
    'ReduceProd',
    'ReduceLogSumExp',
    'ReduceSumSquare',
  ])('%s in both forms', async (opType) => {
    const byInput = createNode(opType, ['x', 'axes'], ['y'], { keepdims: 0 })
    expect(await dimsOf([byInput], [list('axes', [-1, 1])], 18)).toEqual([2, 4])
    const byAttribute = createNode(opType, ['x'], ['y'], { axes: [-1, 1], keepdims: 0 })
    expect(await dimsOf([byAttribute], [], 11)).toEqual([2, 4])
  })

  test('all axes where none is named, or none where the node says so', async () => {
    expect(await dimsOf([createNode('ReduceMean', ['x'], ['y'])])).toEqual([1, 1, 1, 1])
    expect(await dimsOf([createNode('ReduceSum', ['x'], ['y'], { noop_with_empty_axes: 1 })])).toEqual(x)
  })

  test('ArgMax gives whole numbers', async () => {
    const facts = await expectAsSeen({ x, nodes: [createNode('ArgMax', ['x'], ['y'], { axis: -2 })] })
    expect(facts.get('y')).toEqual({ elementType: elementTypes.int64, dims: [2, 3, 1, 6], values: null })
  })
})

describe('matrix products', () => {
  test.each<[readonly number[], readonly number[]]>([
    [
      [6, 5],
      [2, 3, 4, 5],
    ],
    [
      [3, 6, 5],
      [2, 3, 4, 5],
    ],
    [
      [7, 1, 1, 6, 5],
      [7, 2, 3, 4, 5],
    ],
    [[6], [2, 3, 4]],
  ])('MatMul with %j', async (dims, expected) => {
    expect(await dimsOf([createNode('MatMul', ['x', 'w'], ['y'])], [ones('w', dims)])).toEqual(expected)
  })

  test('a vector on the left of MatMul', async () => {
    expect(await dimsOf([createNode('MatMul', ['w', 'x'], ['y'])], [ones('w', [4])])).toEqual([2, 3, 6])
  })

  test('Gemm with either side transposed', async () => {
    const nodes = [createNode('Flatten', ['x'], ['m']), createNode('Gemm', ['m', 'w'], ['y'], { transA: 1, transB: 1 })]
    expect(await dimsOf(nodes, [ones('w', [5, 2])])).toEqual([72, 5])
  })

  test.each<[string, readonly number[], readonly number[]]>([
    ['bchw,cd->bdhw', [3, 5], [2, 5, 4, 6]],
    ['...w,wd->...d', [6, 5], [2, 3, 4, 5]],
    ['bchw, wk', [6, 5], [2, 3, 4, 5]],
    ['bchw,bchw->bc', [2, 3, 4, 6], [2, 3]],
  ])('Einsum %s', async (equation, dims, expected) => {
    expect(await dimsOf([createNode('Einsum', ['x', 'w'], ['y'], { equation })], [ones('w', dims)])).toEqual(expected)
  })
})

describe('normalisations', () => {
  test('keep the shape', async () => {
    const nodes = [
      createNode('BatchNormalization', ['x', 'c', 'c', 'c', 'c'], ['a']),
      createNode('InstanceNormalization', ['a', 'c', 'c'], ['b']),
      createNode('LayerNormalization', ['b', 'l', 'l'], ['d', 'mean', 'deviation'], { axis: -2 }),
      createNode('Softmax', ['d'], ['e'], { axis: 1 }),
      createNode('LpNormalization', ['e'], ['f']),
      createNode('Dropout', ['f'], ['y', 'mask']),
    ]
    const facts = await expectAsSeen({ x, nodes, constants: [ones('c', [3]), ones('l', [4, 6])], opset: 17 })
    expect(facts.get('mean')!.dims).toEqual([2, 3, 1, 1])
    expect(facts.get('mask')!.elementType).toBe(elementTypes.boolean)
  })

  test('GroupNormalization of version 18', async () => {
    const node = createNode('GroupNormalization', ['x', 'c', 'c'], ['y'], { num_groups: 3 })
    expect(await dimsOf([node], [ones('c', [3])], 21)).toEqual(x)
  })
})

describe('resampling', () => {
  test('by scales, which are rounded down', async () => {
    const scales = createFloats('scales', [4], [1, 1, 1.7, 0.3])
    expect(await dimsOf([createNode('Resize', ['x', '', 'scales'], ['y'])], [scales])).toEqual([2, 3, 6, 1])
  })

  test('to sizes, in the way of version 11 too', async () => {
    const none = createFloats('none', [0], [])
    const node = createNode('Resize', ['x', 'none', 'none', 'sizes'], ['y'], { mode: 'linear' })
    expect(await dimsOf([node], [none, list('sizes', [2, 3, 9, 5])], 11)).toEqual([2, 3, 9, 5])
  })

  test('of some axes only, with the ratio of the sides kept', async () => {
    for (const keep_aspect_ratio_policy of ['not_larger', 'not_smaller', 'stretch']) {
      const node = createNode('Resize', ['x', '', '', 'sizes'], ['y'], { axes: [2, 3], keep_aspect_ratio_policy })
      await expectAsSeen({ x, nodes: [node], constants: [list('sizes', [7, 8])], opset: 18 })
    }
  })

  test('GridSample takes the places of its grid', async () => {
    expect(await dimsOf([createNode('GridSample', ['x', 'grid'], ['y'])], [ones('grid', [2, 5, 7, 2])])).toEqual([2, 3, 5, 7])
  })

  test('Col2Im adds overlapping blocks up to a picture', async () => {
    const nodes = [
      createNode('Reshape', ['x', 'columns'], ['m']),
      createNode('Col2Im', ['m', 'sizes', 'block'], ['y'], { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1] }),
    ]
    const constants = [list('columns', [1, 24, 6]), list('sizes', [3, 4]), list('block', [2, 2])]
    expect(await dimsOf(nodes, constants, 18)).toEqual([1, 6, 3, 4])
  })
})

describe('quantised operators', () => {
  test('to small integers and back', async () => {
    const zero = createNode('Cast', ['zero_float'], ['zero'], { to: elementTypes.int8 })
    const nodes = [
      zero,
      createNode('QuantizeLinear', ['x', 'scale', 'zero'], ['a']),
      createNode('DequantizeLinear', ['a', 'scale', 'zero'], ['b']),
      createNode('DynamicQuantizeLinear', ['b'], ['c', 'c_scale', 'y']),
    ]
    const facts = await expectAsSeen({
      x,
      nodes,
      constants: [createFloats('scale', [], [0.1]), createFloats('zero_float', [], [3])],
    })
    expect(['a', 'b', 'c'].map((name) => facts.get(name)!.elementType)).toEqual([
      elementTypes.int8,
      elementTypes.float32,
      elementTypes.uint8,
    ])
  })
})
