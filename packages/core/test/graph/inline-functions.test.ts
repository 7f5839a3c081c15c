import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, type FunctionProto, FunctionProtoSchema, OperatorSetIdProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { inlineFunctions } from '../../src/graph/inline-functions.ts'
import { createNode } from '../../src/graph/node.ts'
import { graphOf, type OnnxModel, type OnnxNode } from '../../src/graph/proto.ts'
import { readModel } from '../../src/graph/read-model.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'

const domain = 'of.this.model'
const version = (name: string, number: bigint) => create(OperatorSetIdProtoSchema, { domain: name, version: number })
const call = (opType: string, input: readonly string[], output: readonly string[], attributes = {}): OnnxNode =>
  Object.assign(createNode(opType, input, output, attributes), { domain })

/** LeakyRelu(x) + w, with a slope that the call may give. */
function biased(opset = 16n): FunctionProto {
  const leaky = createNode('LeakyRelu', ['x'], ['inner'])
  leaky.attribute = [create(AttributeProtoSchema, { name: 'alpha', type: 1, refAttrName: 'slope' })]
  return create(FunctionProtoSchema, {
    name: 'Biased',
    domain,
    input: ['x', 'w'],
    output: ['y'],
    attribute: ['slope'],
    node: [leaky, createNode('Add', ['inner', 'w'], ['y'])],
    opsetImport: [version('', opset)],
  })
}

/** The function above, twice. */
function twice(): FunctionProto {
  return create(FunctionProtoSchema, {
    name: 'Twice',
    domain,
    input: ['x', 'w'],
    output: ['y'],
    node: [call('Biased', ['x', 'w'], ['inner'], { slope: { float: 0.5 } }), call('Biased', ['inner', 'w'], ['y'])],
    opsetImport: [version('', 16n), version(domain, 1n)],
  })
}

function modelOf(functions: readonly FunctionProto[], nodes: readonly OnnxNode[]): OnnxModel {
  const parts = {
    inputs: [declareValue('x', [2])],
    outputs: [declareValue('y', [2])],
    constants: [createFloats('w', [2], [-1, 2])],
    nodes,
  }
  const model = createModel(parts, 16)
  model.opsetImport.push(version(domain, 1n))
  model.functions = [...functions]
  return model
}

describe('inlineFunctions', () => {
  test('writes out functions within functions, with the attributes of each call', async () => {
    const model = modelOf([biased(), twice()], [call('Twice', ['x', 'w'], ['between']), call('Biased', ['between', 'w'], ['y'])])
    const inlined = inlineFunctions(model, 'a.onnx')
    expect(graphOf(inlined).node.map(({ opType }) => opType)).toEqual([
      'LeakyRelu',
      'Add',
      'LeakyRelu',
      'Add',
      'LeakyRelu',
      'Add',
    ])

    const runtime = await createNativeRuntime(1)
    const x = { shape: [2], values: Float32Array.of(-3, 0.25) }
    const before = await runtime.trace(writeModel(model), new Map(), { x })
    expect(await runtime.trace(writeModel(inlined), new Map(), { x })).toEqual(before)
  })

  test('readModel gives models with their functions written out', () => {
    const model = modelOf([biased()], [call('Biased', ['x', 'w'], ['y'])])
    expect(graphOf(readModel(writeModel(model))).node.map(({ opType }) => opType)).toEqual(['LeakyRelu', 'Add'])
  })

  test('leaves a function in another version of the operators', () => {
    const model = modelOf([biased(13n)], [call('Biased', ['x', 'w'], ['y'])])
    expect(inlineFunctions(model, 'a.onnx')).toBe(model)
  })

  test('refuses functions that grow without end', () => {
    const grow = (name: string, inner: string): FunctionProto =>
      create(FunctionProtoSchema, {
        name,
        domain,
        input: ['x'],
        output: ['y'],
        node: Array.from({ length: 100 }, (_, i) => call(inner, [i === 0 ? 'x' : `t${i}`], [i === 99 ? 'y' : `t${i + 1}`])),
        opsetImport: [version('', 16n), version(domain, 1n)],
      })
    const model = modelOf([grow('A', 'B'), grow('B', 'A')], [call('A', ['x'], ['y'])])
    expect(() => inlineFunctions(model, 'a.onnx')).toThrow(expect.objectContaining({ code: 'MODEL_TOO_LARGE' }))
  })

  test('a model without functions stays what it is', () => {
    const model = modelOf([], [createNode('Relu', ['x'], ['y'])])
    expect(inlineFunctions(model, 'a.onnx')).toBe(model)
  })
})
