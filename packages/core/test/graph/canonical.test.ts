import { describe, expect, test } from 'vitest'
import { withClassifierOutputs, withPictureInput } from '../../src/graph/canonical.ts'
import { findInput } from '../../src/graph/find-input.ts'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes, graphOf, type OnnxModel } from '../../src/graph/proto.ts'
import { declareValue, shapeOf } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'

/** A model whose single node reads the input `from` and writes the output `to`. */
const modelOf = (
  from: string,
  to: string,
  shape: readonly (number | string)[],
  elementType: number = elementTypes.float32,
): OnnxModel =>
  createModel({
    inputs: [declareValue(from, shape, elementType)],
    outputs: [declareValue(to, ['N', 5], elementType)],
    constants: [],
    nodes: [createNode('Flatten', [from], [to], { axis: 1 })],
  })

const steps = (model: OnnxModel): readonly string[] =>
  graphOf(model).node.map(({ opType, input, output }) => `${opType}(${input.join()}) -> ${output.join()}`)

const plainOutputs = { features: null, batch: null, elementType: elementTypes.float32 }

describe('withPictureInput', () => {
  test('leaves a graph that already has the input as it is', () => {
    const model = modelOf('input', 'y', ['N', 3, 8, 6])
    expect(steps(withPictureInput(model, findInput(model, 'm')))).toEqual(['Flatten(input) -> y'])
  })

  test('gives another name an Identity, and declares the size of the frames', () => {
    const model = modelOf('data', 'y', ['N', 3, 'H', 'W'])
    const next = withPictureInput(model, { ...findInput(model, 'm'), height: 8, width: 6 })
    expect(steps(next)).toEqual(['Identity(input) -> data', 'Flatten(data) -> y'])
    expect(shapeOf(graphOf(next).input[0]!)).toEqual(['batch', 3, 8, 6])
  })

  test('transposes to channels last, rounds and casts to bytes', () => {
    const model = modelOf('input', 'y', [1, 8, 6, 3], elementTypes.uint8)
    expect(steps(withPictureInput(model, findInput(model, 'm')))).toEqual([
      'Transpose(input) -> input_to_input_inner_1',
      'Round(input_to_input_inner_1) -> input_to_input_inner_2',
      'Cast(input_to_input_inner_2) -> input_inner',
      'Flatten(input_inner) -> y',
    ])
  })
})

describe('withClassifierOutputs', () => {
  test('leaves a graph that already has the output as it is', () => {
    const model = modelOf('input', 'logits', ['N', 3, 8, 6])
    const logits = { tensor: 'logits', rank: 2, classes: 5, logarithm: false }
    expect(steps(withClassifierOutputs(model, { ...plainOutputs, logits }).model)).toEqual(['Flatten(input) -> logits'])
  })

  test('casts, flattens and takes the logarithm of probabilities', () => {
    const model = modelOf('input', 'p', ['N', 3, 8, 6], elementTypes.float16)
    const logits = { tensor: 'p', rank: 4, classes: 5, logarithm: true }
    const { model: next } = withClassifierOutputs(model, { ...plainOutputs, elementType: elementTypes.float16, logits })
    expect(steps(next).slice(1)).toEqual([
      'Cast(p) -> p_to_logits_1',
      'Flatten(p_to_logits_1) -> p_to_logits_2',
      'Max(p_to_logits_2,smallest_probability) -> p_to_logits_3',
      'Log(p_to_logits_3) -> logits',
    ])
  })

  test('averages a map into features', () => {
    const model = modelOf('input', 'logits', ['N', 3, 8, 6])
    const { model: next } = withClassifierOutputs(model, {
      ...plainOutputs,
      logits: { tensor: 'logits', rank: 2, classes: 5, logarithm: false },
      features: { tensor: 'input', rank: 4, length: 3 },
    })
    expect(steps(next).slice(1)).toEqual([
      'GlobalAveragePool(input) -> input_to_features_1',
      'Flatten(input_to_features_1) -> features',
    ])
    expect(graphOf(next).output.map((value) => [value.name, shapeOf(value)])).toEqual([
      ['logits', ['batch', 5]],
      ['features', ['batch', 3]],
    ])
  })

  test('moves an inner tensor that bears the name of an output out of the way, and says so', () => {
    const model = createModel({
      inputs: [declareValue('input', ['N', 3, 8, 6])],
      outputs: [declareValue('p', ['N', 5])],
      constants: [],
      nodes: [createNode('Flatten', ['input'], ['logits'], { axis: 1 }), createNode('Softmax', ['logits'], ['p'], { axis: 1 })],
    })
    const logits = { tensor: 'p', rank: 2, classes: 5, logarithm: false }
    const { model: next, nameOf } = withClassifierOutputs(model, { ...plainOutputs, logits })
    expect(steps(next)).toEqual(['Flatten(input) -> logits_inner', 'Softmax(logits_inner) -> p', 'Identity(p) -> logits'])
    expect(nameOf('logits')).toBe('logits_inner')
  })
})

describe('findInput', () => {
  test.each([
    ['a fixed NCHW input', ['N', 3, 8, 6], { layout: 'nchw', batch: null, height: 8, width: 6 }],
    ['a fixed NHWC input', [4, 8, 6, 3], { layout: 'nhwc', batch: 4, height: 8, width: 6 }],
    ['an input of free size', ['N', 3, 'H', 'W'], { layout: 'nchw', batch: null, height: null, width: null }],
  ])('reads %s', (_, shape, expected) => {
    expect(findInput(modelOf('x', 'y', shape as (string | number)[]), 'm')).toMatchObject(expected)
  })

  test.each([
    ['text', ['N', 77]],
    ['grey pictures', ['N', 1, 28, 28]],
  ])('refuses a model of %s', (_, shape) => {
    expect(() => findInput(modelOf('x', 'y', shape as (string | number)[]), 'm')).toThrow(
      expect.objectContaining({ code: 'MODEL_NOT_A_CLASSIFIER' }),
    )
  })
})
