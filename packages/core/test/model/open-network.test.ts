import { create } from '@bufbuild/protobuf'
import { TensorProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes } from '../../src/graph/proto.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import { openNetwork } from '../../src/model/open-network.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'

/** A classifier that computes in half precision, with 6144 bytes of weights in another file. */
function halfModel() {
  const weights = create(TensorProtoSchema, {
    name: 'w',
    dims: [192n, 16n],
    dataType: elementTypes.float16,
    dataLocation: 1,
    externalData: [
      { key: 'location', value: 'half.bin' },
      { key: 'length', value: '6144' },
    ],
  })
  return createModel({
    inputs: [declareValue('input', ['batch', 3, 8, 8])],
    outputs: [declareValue('logits', ['batch', 16])],
    constants: [weights],
    nodes: [
      createNode('Cast', ['input'], ['narrow'], { to: elementTypes.float16 }),
      createNode('Flatten', ['narrow'], ['row'], { axis: 1 }),
      createNode('MatMul', ['row', 'w'], ['scores']),
      createNode('Cast', ['scores'], ['logits'], { to: elementTypes.float32 }),
    ],
  })
}

describe('a half-precision classifier', () => {
  test('is looked into in float32, with its weights beside the graph', async () => {
    const onnx = { model: writeModel(halfModel()), weights: new Map([['half.bin', new Uint8Array(6144)]]) }
    const runtime = await createNativeRuntime(1)
    const network = await openNetwork({ onnx, runtime, height: 8, width: 8, fixedBatch: null })
    expect(network.facts.get('scores')).toEqual({ elementType: elementTypes.float32, dims: [1, 16], values: null })
    expect(network.gaps).toEqual([])
    expect(writeModel(network.model).byteLength).toBeLessThan(1000)
    expect([...network.weights].map(([location, data]) => [location, data.byteLength])).toEqual([
      ['half.bin', 6144],
      ['telltale.weights', 12288],
    ])
  })
})

describe('a classifier that turns its last layer to channels first only to average it', () => {
  const model = createModel({
    inputs: [declareValue('input', ['batch', 3, 8, 8])],
    outputs: [declareValue('logits', ['batch', 2])],
    constants: [
      createFloats('kernel', [4, 3, 3, 3], new Float32Array(108).fill(1)),
      createFloats('scale', [4], [1, 2, 3, 4]),
      createFloats('dense', [4, 2], [1, 5, 2, 6, 3, 7, 4, 8]),
    ],
    nodes: [
      createNode('Conv', ['input', 'kernel'], ['map'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
      createNode('Transpose', ['map'], ['turned'], { perm: [0, 2, 3, 1] }),
      createNode('Mul', ['turned', 'scale'], ['scaled']),
      createNode('Transpose', ['scaled'], ['back'], { perm: [0, 3, 1, 2] }),
      createNode('GlobalAveragePool', ['back'], ['pool']),
      createNode('Flatten', ['pool'], ['embedding'], { axis: 1 }),
      createNode('MatMul', ['embedding', 'dense'], ['logits']),
    ],
  })

  test('has the linear head of that layer', async () => {
    const onnx = { model: writeModel(model), weights: new Map() }
    const { head, layer } = await openNetwork({
      onnx,
      runtime: await createNativeRuntime(1),
      height: 8,
      width: 8,
      fixedBatch: null,
    })
    expect(layer).toMatchObject({ name: 'scaled', layout: 'channels-last', channels: 4 })
    expect(head?.layer).toEqual(layer)
    expect(head?.weights).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8))
  })
})
