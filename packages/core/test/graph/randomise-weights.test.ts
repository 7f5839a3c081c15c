import { describe, expect, test } from 'vitest'
import { externaliseWeights } from '../../src/graph/externalise-weights.ts'
import { createNode } from '../../src/graph/node.ts'
import { decodeModel, graphOf, type OnnxModel } from '../../src/graph/proto.ts'
import { randomiseWeights, weightNames } from '../../src/graph/randomise-weights.ts'
import { createFloats, readNumbers, type Weights } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { constantsOf } from '../../src/graph/walk.ts'
import { createModel } from '../../src/graph/write-model.ts'
import { convReluPoolGemm, tokens } from '../../src/testing/index.ts'

const convolutional = decodeModel(convReluPoolGemm().model)
const numbersOf = (model: OnnxModel, name: string, weights: Weights = new Map()): readonly number[] =>
  Array.from(readNumbers(constantsOf(graphOf(model)).get(name)!, weights)!)
const randomised = (layers: number, seed = 1) =>
  randomiseWeights({ model: convolutional, weights: new Map() }, layers, seed).model

describe('weightNames', () => {
  test('are the weights of convolutions and dense layers in the order of the graph, no biases', () => {
    expect(weightNames(convolutional)).toEqual(['convolution', 'head'])
  })

  test('are those of a transformer, whose products of two tensors have none', () => {
    const names = ['query', 'key', 'value']
    expect(weightNames(decodeModel(tokens().model))).toEqual([
      'patches',
      ...[0, 1].flatMap((block) => names.map((name) => `${name}_${block}`)),
      'head',
    ])
  })

  test('name a weight that two layers share once, where it is read last', () => {
    const model = createModel({
      inputs: [declareValue('input', ['batch', 2])],
      outputs: [declareValue('logits', ['batch', 2])],
      constants: [createFloats('shared', [2, 2], [1, 2, 3, 4]), createFloats('between', [2, 2], [1, 0, 0, 1])],
      nodes: [
        createNode('MatMul', ['input', 'shared'], ['a']),
        createNode('MatMul', ['a', 'between'], ['b']),
        createNode('MatMul', ['b', 'shared'], ['logits']),
      ],
    })
    expect(weightNames(model)).toEqual(['between', 'shared'])
  })
})

describe('randomiseWeights', () => {
  test('begins at the logits and leaves everything else as it is', () => {
    const last = randomised(1)
    expect(numbersOf(last, 'head')).not.toEqual(numbersOf(convolutional, 'head'))
    for (const name of ['convolution', 'convolution_bias', 'head_bias'])
      expect(numbersOf(last, name)).toEqual(numbersOf(convolutional, name))
    expect(numbersOf(randomised(2), 'convolution')).not.toEqual(numbersOf(convolutional, 'convolution'))
    expect(randomised(0)).toEqual(convolutional)
  })

  test('gives a weight the same numbers however many layers follow', () => {
    expect(numbersOf(randomised(2), 'head')).toEqual(numbersOf(randomised(1), 'head'))
  })

  test('depends on the seed, and gives each weight a stream of its own', () => {
    expect(numbersOf(randomised(1, 2), 'head')).not.toEqual(numbersOf(randomised(1), 'head'))
    const [convolution, head] = ['convolution', 'head'].map((name) => numbersOf(randomised(2), name))
    const ratios = head!.map((value, index) => value / convolution![index]!)
    expect(Math.max(...ratios) - Math.min(...ratios)).toBeGreaterThan(0.1)
  })

  test('keeps the deviation of the weight around a mean of 0', () => {
    const values = Float32Array.from({ length: 100 * 100 }, (_, i) => 3 + Math.sin(i))
    const model = createModel({
      inputs: [declareValue('input', ['batch', 100])],
      outputs: [declareValue('logits', ['batch', 100])],
      constants: [createFloats('weight', [100, 100], values)],
      nodes: [createNode('MatMul', ['input', 'weight'], ['logits'])],
    })
    const drawn = numbersOf(randomiseWeights({ model, weights: new Map() }, 1, 1).model, 'weight')
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const deviation = Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length)
    // sin has a deviation of .7071; 10 000 draws have a standard error of .0071 for the mean and .005 for the deviation.
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(deviation - Math.SQRT1_2)).toBeLessThan(0.02)
  })

  test('writes weights that lie beside the model into a copy of their file', () => {
    const large = createModel({
      inputs: [declareValue('input', ['batch', 20])],
      outputs: [declareValue('logits', ['batch', 20])],
      constants: [
        createFloats(
          'first',
          [20, 20],
          new Float32Array(400).map((_, i) => i),
        ),
        createFloats(
          'last',
          [20, 20],
          new Float32Array(400).map((_, i) => -i),
        ),
      ],
      nodes: [createNode('MatMul', ['input', 'first'], ['hidden']), createNode('MatMul', ['hidden', 'last'], ['logits'])],
    })
    const beside = externaliseWeights(large, new Map())
    expect(beside.weights.size).toBe(1)
    const before = new Map([...beside.weights].map(([name, bytes]) => [name, bytes.slice()]))
    const other = randomiseWeights(beside, 1, 1)
    expect(new Map(beside.weights)).toEqual(before)
    expect(numbersOf(other.model, 'first', other.weights)).toEqual(numbersOf(large, 'first'))
    expect(numbersOf(other.model, 'last', other.weights)).toEqual(
      numbersOf(randomiseWeights({ model: large, weights: new Map() }, 1, 1).model, 'last'),
    )
  })
})
