import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, NodeProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { graphOf, type OnnxNode, type OnnxTensor, opsetOf } from '../../src/graph/proto.ts'
import { raiseOpset } from '../../src/graph/raise-opset.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue, declareValueOfAnyShape } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import { createRandom } from '../../src/random/random.ts'

const shape = [2, 3, 4, 5]

function oldModel(nodes: readonly OnnxNode[], opset: number, constants: readonly OnnxTensor[] = []) {
  return createModel({ inputs: [declareValue('x', shape)], outputs: [declareValueOfAnyShape('y')], constants, nodes }, opset)
}

/** Runs the model as it is and raised to operator set 16 on the same random numbers: same shape, same bits. */
async function expectSameBits(nodes: readonly OnnxNode[], opset: number, constants: readonly OnnxTensor[] = []): Promise<void> {
  const model = oldModel(nodes, opset, constants)
  const raised = raiseOpset(model, 16)
  expect(opsetOf(raised)).toBe(16)
  const random = createRandom(5)
  const values = Float32Array.from({ length: 120 }, () => random.next() * 4 - 2)
  const runtime = await createNativeRuntime(1)
  const [before, after] = await Promise.all(
    [model, raised].map((one) => runtime.trace(writeModel(one), new Map(), { x: { shape, values } })),
  )
  expect(after).toEqual(before)
}

const ones = (name: string, length: number) => createFloats(name, [length], new Float32Array(length).fill(1.5))

describe('raiseOpset', () => {
  test.each(['Softmax', 'LogSoftmax', 'Hardmax'])('%s over all axes from one on, as before version 13', async (opType) => {
    for (const axis of [0, 1, 2, 3, -1, -2]) await expectSameBits([createNode(opType, ['x'], ['y'], { axis })], 11)
    await expectSameBits([createNode(opType, ['x'], ['y'])], 12)
  })

  test.each<[string, readonly OnnxNode[]]>([
    [
      'Squeeze and Unsqueeze',
      [createNode('Unsqueeze', ['x'], ['u'], { axes: [0, 3] }), createNode('Squeeze', ['u'], ['y'], { axes: [3] })],
    ],
    [
      'Squeeze of every axis of size 1',
      [createNode('Unsqueeze', ['x'], ['u'], { axes: [0] }), createNode('Squeeze', ['u'], ['y'])],
    ],
    ['ReduceSum', [createNode('ReduceSum', ['x'], ['y'], { axes: [1, -1], keepdims: 0 })]],
    ['ReduceSum of everything', [createNode('ReduceSum', ['x'], ['y'], { keepdims: 0 })]],
    ['ReduceMean, whose axes stay an attribute', [createNode('ReduceMean', ['x'], ['y'], { axes: [2, 3] })]],
    [
      'Split into sizes',
      [createNode('Split', ['x'], ['a', 'b'], { axis: 3, split: [2, 3] }), createNode('Concat', ['b', 'a'], ['y'], { axis: 3 })],
    ],
    ['Split into equal parts', [createNode('Split', ['x'], ['a', 'b'], { axis: 2 }), createNode('Sub', ['b', 'a'], ['y'])]],
    ['Clip', [createNode('Clip', ['x', '', 'most'], ['y'])]],
  ])('%s', async (_, nodes) => {
    await expectSameBits(nodes, 11, [createFloats('most', [], [0.5])])
  })

  test('Dropout, whose ratio says nothing outside of training', async () => {
    await expectSameBits([createNode('Dropout', ['x'], ['y'], { ratio: { float: 0.4 } })], 11)
  })

  test('BatchNormalization', async () => {
    const nodes = [createNode('BatchNormalization', ['x', 'c', 'c', 'c', 'c'], ['y'])]
    await expectSameBits(nodes, 11, [ones('c', 3)])
    await expectSameBits(nodes, 13, [ones('c', 3)])
  })

  test('RoiAlign, whose default moved by half a pixel', async () => {
    const nodes = [
      createNode('Constant', [], ['batch_of'], { value_ints: [0, 1] }),
      createNode('RoiAlign', ['x', 'rois', 'batch_of'], ['y'], { output_height: 2, output_width: 2 }),
    ]
    await expectSameBits(nodes, 12, [createFloats('rois', [2, 4], [0.3, 0.2, 3.7, 2.9, 1, 1, 3, 3])])
  })

  test('inner graphs as well', async () => {
    const branch = graphOf(oldModel([createNode('Softmax', ['x'], ['in_branch'], { axis: 1 })], 11))
    Object.assign(branch, { input: [], output: [declareValueOfAnyShape('in_branch')] })
    const choose = create(NodeProtoSchema, {
      opType: 'If',
      input: ['positive'],
      output: ['y'],
      attribute: ['then_branch', 'else_branch'].map((name) => create(AttributeProtoSchema, { name, type: 5, g: branch })),
    })
    const nodes = [
      createNode('ReduceMax', ['x'], ['highest'], { keepdims: 0 }),
      createNode('Greater', ['highest', 'zero'], ['positive']),
      choose,
    ]
    await expectSameBits(nodes, 11, [createFloats('zero', [], [0])])
  })

  test('constants that an old file lists as inputs become plain constants', () => {
    const nodes = [createNode('Mul', ['x', 'w'], ['y'])]
    const inputs = [declareValue('x', shape), declareValue('w', [1])]
    const model = createModel({ inputs, outputs: [declareValue('y', shape)], constants: [ones('w', 1)], nodes }, 11)
    expect(graphOf(raiseOpset(model, 16)).input.map(({ name }) => name)).toEqual(['x'])
  })

  test('a model that is new enough stays what it is', () => {
    const model = oldModel([createNode('Relu', ['x'], ['y'])], 17)
    expect(raiseOpset(model, 16)).toBe(model)
  })

  test('a model older than version 11 is refused', () => {
    const model = oldModel([createNode('Relu', ['x'], ['y'])], 9)
    expect(() => raiseOpset(model, 16)).toThrow(
      'This model uses version 9 of the ONNX operators; gradients need version 11 or later.',
    )
  })
})
