import { describe, expect, test } from 'vitest'
import { findInput } from '../../src/graph/find-input.ts'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'

const find = (...shapes: readonly (readonly (number | string)[])[]) =>
  findInput(
    createModel({
      inputs: shapes.map((shape, i) => declareValue(`input${i}`, shape)),
      outputs: [declareValue('y', ['N', 5])],
      constants: [createFloats('w', [1], [1])],
      nodes: [createNode('Relu', ['input0'], ['y'])],
    }),
    'm.onnx',
  )

describe('findInput', () => {
  test('tells channels first from channels last', () => {
    expect(find(['N', 3, 8, 6])).toMatchObject({ layout: 'nchw', batch: null, height: 8, width: 6 })
    expect(find([2, 8, 6, 3])).toMatchObject({ layout: 'nhwc', batch: 2, height: 8, width: 6 })
  })

  test.each([
    ['grey pictures', [['N', 1, 8, 8]], /1 channels/],
    ['three axes', [[3, 8, 8]], /3 axes/],
    [
      'a second input',
      [
        ['N', 3, 8, 8],
        ['N', 4],
      ],
      /"input0", "input1"/,
    ],
  ])('refuses %s', (_, shapes, message) => {
    expect(() => find(...shapes)).toThrow(
      expect.objectContaining({ code: 'MODEL_NOT_A_CLASSIFIER', message: expect.stringMatching(message) }),
    )
  })

  test('takes the largest picture', () => {
    expect(find([1, 3, 4096, 4096])).toMatchObject({ height: 4096 })
  })

  test.each([[[1, 3, 4096, 4097]], [['N', 3, 100_000, 100_000]], [[1_000_000_000, 3, 8, 8]]])(
    'refuses %j before memory is asked for',
    (shape) => {
      expect(() => find(shape)).toThrow(expect.objectContaining({ code: 'MODEL_TOO_LARGE' }))
    },
  )
})
