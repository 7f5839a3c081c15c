import { create } from '@bufbuild/protobuf'
import { TensorProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { foldConstants } from '../../src/graph/fold.ts'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode, type OnnxTensor } from '../../src/graph/proto.ts'
import { createFloats, dimsOf, readNumbers } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'

const integers = (name: string, dims: readonly number[], values: readonly number[]): OnnxTensor =>
  create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: elementTypes.int8,
    rawData: new Uint8Array(Int8Array.from(values).buffer),
  })

/** A model that adds the constant `weight`, which the nodes make, to its input. */
function modelWith(nodes: readonly OnnxNode[], constants: readonly OnnxTensor[]): OnnxModel {
  return createModel({
    inputs: [declareValue('input', ['batch', 3])],
    outputs: [declareValue('output', ['batch', 3])],
    constants,
    nodes: [...nodes, createNode('Add', ['input', 'weight'], ['output'])],
  })
}

function foldedWeight(model: OnnxModel): { readonly dims: readonly number[]; readonly values: readonly number[] } {
  const { initializer, node } = graphOf(foldConstants(model))
  expect(node.map(({ opType }) => opType)).toEqual(['Add'])
  expect(initializer.map(({ name }) => name)).toEqual(['weight'])
  return { dims: dimsOf(initializer[0]!), values: [...readNumbers(initializer[0]!, new Map())!] }
}

describe('foldConstants', () => {
  test('turns half precision into float32', () => {
    const halves = create(TensorProtoSchema, {
      name: 'half',
      dims: [3n],
      dataType: elementTypes.float16,
      rawData: new Uint8Array(Uint16Array.of(0x3c00, 0xc500, 0x0001).buffer),
    })
    const model = modelWith([createNode('Cast', ['half'], ['weight'], { to: elementTypes.float32 })], [halves])
    expect(foldedWeight(model).values).toEqual([1, -5, 2 ** -24])
  })

  test('scales integer weights channel by channel', () => {
    const model = modelWith(
      [createNode('Cast', ['small'], ['cast'], { to: elementTypes.float32 }), createNode('Mul', ['cast', 'scale'], ['weight'])],
      [integers('small', [2, 3], [1, -2, 3, -4, 5, -6]), createFloats('scale', [2, 1], [0.5, 0.25])],
    )
    expect(foldedWeight(model)).toEqual({ dims: [2, 3], values: [0.5, -1, 1.5, -1, 1.25, -1.5] })
  })

  test('dequantises along the axis, zero points included', () => {
    const model = modelWith(
      [createNode('DequantizeLinear', ['small', 'scale', 'zero'], ['weight'], { axis: 1 })],
      [integers('small', [2, 3], [1, 2, 3, 4, 5, 6]), createFloats('scale', [3], [1, 0.5, 2]), integers('zero', [3], [1, 0, -1])],
    )
    expect(foldedWeight(model).values).toEqual([0, 1, 8, 3, 2.5, 14])
  })

  test('leaves weights alone where activations are quantised too', () => {
    const model = modelWith(
      [
        createNode('QuantizeLinear', ['input', 'scale'], ['quantised']),
        createNode('DequantizeLinear', ['small', 'scale'], ['weight']),
      ],
      [integers('small', [3], [1, 2, 3]), createFloats('scale', [], [0.5])],
    )
    expect(foldConstants(model)).toBe(model)
  })

  test('does not build a product that outgrows its factors', () => {
    const model = modelWith(
      [createNode('Mul', ['column', 'row'], ['weight'])],
      [createFloats('column', [3, 1], [1, 2, 3]), createFloats('row', [1, 3], [4, 5, 6])],
    )
    expect(foldConstants(model)).toBe(model)
  })

  test('rounds a product once, as float32 arithmetic does', () => {
    const [a, b] = [Math.fround(0.1), Math.fround(0.7)]
    const model = modelWith(
      [createNode('Mul', ['left', 'right'], ['weight'])],
      [createFloats('left', [3], [a, 1, b]), createFloats('right', [], [b])],
    )
    expect(foldedWeight(model).values).toEqual([Math.fround(a * b), b, Math.fround(b * b)])
  })
})
