import { create } from '@bufbuild/protobuf'
import { TensorProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes, graphOf, type OnnxTensor } from '../../src/graph/proto.ts'
import { inferFacts } from '../../src/graph/shapes/infer-facts.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { toFloat32 } from '../../src/graph/to-float32.ts'
import { declareValue, elementTypeOf } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'

/** 1, 0.5 and -2 in half precision. */
const patterns = Uint16Array.of(0x3c00, 0x3800, 0xc000)

const half = (fields: Partial<Omit<OnnxTensor, '$typeName' | '$unknown'>>): OnnxTensor =>
  create(TensorProtoSchema, { name: 'w', dims: [3n], dataType: elementTypes.float16, ...fields })

function halfModel(weight: OnnxTensor) {
  return createModel({
    inputs: [declareValue('x', [2, 3])],
    outputs: [declareValue('y', [2, 3])],
    constants: [weight],
    nodes: [
      createNode('Cast', ['x'], ['narrow'], { to: elementTypes.float16 }),
      createNode('Mul', ['narrow', 'w'], ['product']),
      createNode('Cast', ['product'], ['y'], { to: elementTypes.float32 }),
    ],
  })
}

describe('toFloat32', () => {
  test.each<[string, OnnxTensor, ReadonlyMap<string, Uint8Array>]>([
    ['raw', half({ rawData: new Uint8Array(patterns.buffer) }), new Map()],
    ['in a list', half({ int32Data: [...patterns] }), new Map()],
    [
      'in another file',
      half({ dataLocation: 1, externalData: [{ $typeName: 'onnx.StringStringEntryProto', key: 'location', value: 'w.bin' }] }),
      new Map([['w.bin', new Uint8Array(patterns.buffer)]]),
    ],
  ])('computes in float32 what a half-precision model computes, weights %s', async (_, weight, weights) => {
    const wide = toFloat32(halfModel(weight), weights)
    const { facts } = inferFacts(wide, new Map(), weights)
    expect([...facts.values()].every(({ elementType }) => elementType === elementTypes.float32)).toBe(true)
    const runtime = await createNativeRuntime(1)
    const values = Float32Array.of(1, 2, 3, 0.1, 0.2, 0.3)
    const { y } = await runtime.trace(writeModel(wide), new Map(), { x: { shape: [2, 3], values } })
    expect(y!.values).toEqual(Float32Array.of(1, 1, -6, 0.1, 0.1, Math.fround(0.3) * -2))
  })

  test('declares inputs and outputs as float32 and keeps their sizes', () => {
    const parts = {
      inputs: [declareValue('x', ['batch', 3], elementTypes.float16)],
      outputs: [declareValue('y', ['batch', 3], elementTypes.float16)],
      constants: [],
      nodes: [createNode('Relu', ['x'], ['y'])],
    }
    const { input, output } = graphOf(toFloat32(createModel(parts), new Map()))
    expect([input[0]!, output[0]!].map(elementTypeOf)).toEqual([elementTypes.float32, elementTypes.float32])
    expect(input).toEqual([declareValue('x', ['batch', 3])])
  })

  test('a Constant node is widened too', () => {
    const constant = createNode('Constant', [], ['w'])
    Object.assign(constant, { attribute: createNode('', [], [], { value: 0 }).attribute })
    Object.assign(constant.attribute[0]!, { t: half({ rawData: new Uint8Array(patterns.buffer) }) })
    const parts = {
      inputs: [declareValue('x', [3])],
      outputs: [declareValue('y', [3])],
      constants: [],
      nodes: [constant, createNode('Add', ['x', 'w'], ['y'])],
    }
    const wide = toFloat32(createModel(parts), new Map())
    expect(graphOf(wide).node[0]!.attribute[0]!.t).toEqual(createFloats('w', [3], [1, 0.5, -2]))
  })

  test('a float32 model stays what it is', () => {
    const model = createModel({
      inputs: [declareValue('x', [3])],
      outputs: [declareValue('y', [3])],
      constants: [createFloats('w', [3], [1, 2, 3])],
      nodes: [createNode('Add', ['x', 'w'], ['y'])],
    })
    expect(toFloat32(model, new Map())).toBe(model)
  })

  test('half-precision weights whose file is missing are named', () => {
    const external = [{ $typeName: 'onnx.StringStringEntryProto' as const, key: 'location', value: 'gone.bin' }]
    expect(() => toFloat32(halfModel(half({ dataLocation: 1, externalData: external })), new Map())).toThrow(
      'The half-precision constant "w" cannot be read.',
    )
  })
})
