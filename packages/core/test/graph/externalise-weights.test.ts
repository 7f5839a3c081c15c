import { create } from '@bufbuild/protobuf'
import { TensorProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { externaliseWeights } from '../../src/graph/externalise-weights.ts'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes, graphOf, type OnnxNode, type OnnxTensor } from '../../src/graph/proto.ts'
import { createFloats, createIntegers, externalDataOf } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import { createRandom } from '../../src/random/random.ts'
import { externalModel } from './external-model.ts'

const random = createRandom(3)
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.next() - 0.5)
const x = { shape: [2, 40], values: numbers(80) }

function chainModel(constants: readonly OnnxTensor[], nodes: readonly OnnxNode[]) {
  return createModel({ inputs: [declareValue('x', [2, 40])], outputs: [declareValue('y', [2, 40])], constants, nodes })
}

/** Two matrices of 6400 bytes, a bias of 160, a shape of 16. */
function layers() {
  const constants = [
    createFloats('first', [40, 40], numbers(1600)),
    createFloats('bias', [40], numbers(40)),
    createIntegers('shape', [2], [2, 40]),
    createFloats('second', [40, 40], numbers(1600)),
  ]
  return chainModel(constants, [
    createNode('MatMul', ['x', 'first'], ['a']),
    createNode('Add', ['a', 'bias'], ['b']),
    createNode('MatMul', ['b', 'second'], ['c']),
    createNode('Reshape', ['c', 'shape'], ['y']),
  ])
}

describe('externaliseWeights', () => {
  test('moves what is large into one aligned buffer, and the model has the same bits', async () => {
    const model = layers()
    const { model: small, weights } = externaliseWeights(model, new Map())
    const places = graphOf(small).initializer.map((tensor) => externalDataOf(tensor))
    expect(places).toEqual([
      { location: 'telltale.weights', offset: 0, length: 6400 },
      null,
      null,
      { location: 'telltale.weights', offset: 6400, length: 6400 },
    ])
    expect(weights.get('telltale.weights')!.byteLength).toBe(12800)
    expect(writeModel(small).byteLength).toBeLessThan(1100)

    const runtime = await createNativeRuntime(1)
    const [before, after] = [
      await runtime.trace(writeModel(model), new Map(), { x }),
      await runtime.trace(writeModel(small), weights, { x }),
    ]
    expect(after).toEqual(before)
  })

  test('starts every constant at a multiple of 64 bytes', () => {
    const model = chainModel(
      [createFloats('a', [257], numbers(257)), createFloats('b', [300], numbers(300))],
      [createNode('Relu', ['x'], ['y'])],
    )
    const { initializer } = graphOf(externaliseWeights(model, new Map()).model)
    expect(initializer.map((tensor) => externalDataOf(tensor)!.offset)).toEqual([0, 1088])
  })

  test('takes large constants out of Constant nodes and out of lists of floats', async () => {
    const matrix = createNode('Constant', [], ['first'], { value: 0 })
    Object.assign(matrix.attribute[0]!, { type: 4, t: createFloats('', [40, 40], numbers(1600)) })
    const listed = create(TensorProtoSchema, {
      name: 'second',
      dims: [40n, 40n],
      dataType: elementTypes.float32,
      floatData: [...numbers(1600)],
    })
    const model = chainModel(
      [listed],
      [matrix, createNode('MatMul', ['x', 'first'], ['a']), createNode('MatMul', ['a', 'second'], ['y'])],
    )
    const { model: small, weights } = externaliseWeights(model, new Map())
    expect(weights.get('telltale.weights')!.byteLength).toBe(12800)
    const runtime = await createNativeRuntime(1)
    const before = await runtime.trace(writeModel(model), new Map(), { x })
    expect(await runtime.trace(writeModel(small), weights, { x })).toEqual(before)
  })

  test('leaves data that is external already, and takes another name where its own is in use', () => {
    const model = externalModel('telltale.weights')
    const given = new Map([['telltale.weights', new Uint8Array(16)]])
    expect(externaliseWeights(model, given)).toEqual({ model, weights: given })
    const { model: mixed, weights } = externaliseWeights(layers(), given)
    expect([...weights.keys()]).toEqual(['telltale.weights', 'telltale.weights_'])
    expect(externalDataOf(graphOf(mixed).initializer[0]!)!.location).toBe('telltale.weights_')
  })
})
