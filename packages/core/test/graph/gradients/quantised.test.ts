import { create } from '@bufbuild/protobuf'
import { TensorProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import type { TensorFact } from '../../../src/graph/facts.ts'
import { type Differentiated, differentiate } from '../../../src/graph/gradients/differentiate.ts'
import { cpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes, type OnnxNode, type OnnxTensor } from '../../../src/graph/proto.ts'
import { createFloats } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel, writeModel } from '../../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../../src/model/runtime.node.ts'

describe('quantised networks', () => {
  test('weights of 8 bits behind DequantizeLinear are plain factors', async () => {
    const { model, seed, gradients } = differentiateNodes([
      createNode('DequantizeLinear', ['bytes', 'step', 'zero'], ['weights']),
      createNode('MatMul', ['x', 'weights'], ['y']),
    ])
    const runtime = await createNativeRuntime(1)
    const results = await runtime.trace(writeModel(model), new Map(), {
      x: { shape: [1, 2], values: Float32Array.of(7, 9) },
      [seed]: { shape: [1, 2], values: Float32Array.of(1, 10) },
    })
    // The bytes 3, 5, -1, 1 less 1 in steps of 0.5 are the weights 1, 2, -1, 0.
    expect([...results[gradients[0]!]!.values]).toEqual([1 + 20, -1])
  })

  test('rounded activations are refused, in words, and never taken for constants', () => {
    const nodes = [
      createNode('QuantizeLinear', ['x', 'step', 'zero'], ['rounded']),
      createNode('DequantizeLinear', ['rounded', 'step', 'zero'], ['activations']),
      createNode('Identity', ['activations'], ['y']),
    ]
    expect(() => differentiateNodes(nodes)).toThrow(/no rule for QuantizeLinear \(rounded activations have no derivative/)
  })
})

function differentiateNodes(nodes: readonly OnnxNode[]): Differentiated {
  const float = (dims: readonly number[]): TensorFact => ({ elementType: elementTypes.float32, dims, values: null })
  const byte = (dims: readonly number[]): TensorFact => ({ elementType: elementTypes.int8, dims, values: null })
  const facts = new Map([
    ['x', float([1, 2])],
    ['bytes', byte([2, 2])],
    ['step', float([])],
    ['zero', byte([])],
    ['weights', float([2, 2])],
    ['rounded', byte([1, 2])],
    ['activations', float([1, 2])],
    ['y', float([1, 2])],
  ])
  const model = createModel(
    {
      inputs: [declareValue('x', [1, 2])],
      outputs: [declareValue('y', [1, 2])],
      constants: [bytes('bytes', [2, 2], [3, 5, -1, 1]), createFloats('step', [], [0.5]), bytes('zero', [], [1])],
      nodes,
    },
    16,
  )
  return differentiate(model, { of: 'y', wrt: ['x'], facts, weights: new Map(), policy: cpuPolicy })
}

function bytes(name: string, dims: readonly number[], values: readonly number[]): OnnxTensor {
  const rawData = new Uint8Array(Int8Array.from(values).buffer)
  return create(TensorProtoSchema, { name, dims: dims.map(BigInt), dataType: elementTypes.int8, rawData })
}
