import { describe, expect, test } from 'vitest'
import { findFeatures } from '../../src/graph/find-features.ts'
import { findBeforeActivation } from '../../src/graph/find-logits.ts'
import { createNode } from '../../src/graph/node.ts'
import type { OnnxModel, OnnxNode } from '../../src/graph/proto.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'

/** A model of the given nodes from `input` to `y`, with the constants `w` and `b`. */
const modelOf = (...nodes: readonly OnnxNode[]): OnnxModel =>
  createModel({
    inputs: [declareValue('input', ['N', 3, 8, 8])],
    outputs: [declareValue('y', ['N', 5])],
    constants: [createFloats('w', [1], [1]), createFloats('b', [1], [1])],
    nodes: [createNode('Relu', ['input'], ['body']), ...nodes],
  })

describe('findFeatures', () => {
  test('takes what the last Gemm reads', () => {
    expect(findFeatures(modelOf(createNode('Gemm', ['body', 'w', 'b'], ['y'])), 'y')).toBe('body')
  })

  test('looks through bias, activation and layout', () => {
    const model = modelOf(
      createNode('MatMul', ['body', 'w'], ['product']),
      createNode('Add', ['b', 'product'], ['sum']),
      createNode('Clip', ['sum'], ['clipped']),
      createNode('Flatten', ['clipped'], ['y']),
    )
    expect(findFeatures(model, 'y')).toBe('body')
  })

  test('takes what a convolution reads that makes class maps', () => {
    const model = modelOf(createNode('Conv', ['body', 'w'], ['maps']), createNode('GlobalAveragePool', ['maps'], ['y']))
    expect(findFeatures(model, 'y')).toBe('body')
  })

  test('counts weights behind one operator as constant', () => {
    const model = modelOf(createNode('Transpose', ['w'], ['turned']), createNode('MatMul', ['body', 'turned'], ['y']))
    expect(findFeatures(model, 'y')).toBe('body')
  })

  test('finds none where two branches are added', () => {
    const model = modelOf(
      createNode('MatMul', ['body', 'w'], ['left']),
      createNode('MatMul', ['body', 'b'], ['right']),
      createNode('Add', ['left', 'right'], ['y']),
    )
    expect(findFeatures(model, 'y')).toBeNull()
  })

  test('ends in a graph that runs in a circle', () => {
    const circle = modelOf(createNode('Relu', ['z'], ['y']), createNode('Relu', ['y'], ['z']))
    expect(findFeatures(circle, 'y')).toBeNull()
  })

  test('finds none where the picture itself is read', () => {
    expect(findFeatures(modelOf(createNode('MatMul', ['input', 'w'], ['y'])), 'y')).toBeNull()
  })
})

describe('findBeforeActivation', () => {
  test('finds the tensor before a Softmax that is then reshaped', () => {
    const model = modelOf(createNode('Softmax', ['body'], ['p']), createNode('Flatten', ['p'], ['y']))
    expect(findBeforeActivation(model, 'y', 'Softmax')).toBe('body')
  })

  test('finds nothing when the output is made otherwise', () => {
    expect(findBeforeActivation(modelOf(createNode('Exp', ['body'], ['y'])), 'y', 'Softmax')).toBeNull()
  })
})
