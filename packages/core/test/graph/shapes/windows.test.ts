import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes } from '../../../src/graph/proto.ts'
import { createFloats } from '../../../src/graph/tensor.ts'
import { expectAsSeen, inferred } from './seen.ts'

const weights = (dims: readonly number[]) => createFloats('w', dims, new Float32Array(dims.reduce((a, b) => a * b, 1)))

describe('convolutions', () => {
  test('a 3x3 kernel with stride 2 and padding 1 halves 224 to 112', () => {
    const nodes = [createNode('Conv', ['x', 'w'], ['y'], { strides: [2, 2], pads: [1, 1, 1, 1] })]
    expect(inferred({ x: [2, 3, 224, 224], nodes, constants: [weights([8, 3, 3, 3])] })).toEqual({
      elementType: elementTypes.float32,
      dims: [2, 8, 112, 112],
      values: null,
    })
  })

  test.each([
    ['dilation', { dilations: [2, 1] }],
    ['uneven padding', { pads: [0, 1, 2, 3], strides: [3, 2] }],
    ['auto_pad SAME_UPPER', { auto_pad: 'SAME_UPPER', strides: [2, 3] }],
    ['auto_pad SAME_LOWER', { auto_pad: 'SAME_LOWER', strides: [2, 2], dilations: [1, 1] }],
    ['auto_pad VALID', { auto_pad: 'VALID', strides: [2, 2] }],
  ])('%s', async (_, attributes) => {
    await expectAsSeen({
      x: [1, 4, 11, 10],
      nodes: [createNode('Conv', ['x', 'w'], ['y'], attributes)],
      constants: [weights([6, 4, 3, 2])],
    })
  })

  test('groups, along one axis and along three', async () => {
    await expectAsSeen({
      x: [1, 4, 9],
      nodes: [createNode('Conv', ['x', 'w'], ['y'], { group: 2 })],
      constants: [weights([6, 2, 3])],
    })
    await expectAsSeen({
      x: [1, 2, 5, 6, 7],
      nodes: [createNode('Conv', ['x', 'w'], ['y'], { group: 2, strides: [1, 2, 3] })],
      constants: [weights([2, 1, 2, 2, 2])],
    })
  })

  test.each([
    ['plain', {}],
    ['strides, padding and output padding', { strides: [2, 3], pads: [1, 0, 0, 1], output_padding: [1, 2] }],
    ['auto_pad', { strides: [2, 2], auto_pad: 'SAME_UPPER' }],
    ['groups and dilation', { group: 2, dilations: [2, 2] }],
    ['sizes asked for', { strides: [2, 2], output_shape: [12, 13] }],
  ])('transposed: %s', async (_, attributes) => {
    await expectAsSeen({
      x: [1, 4, 6, 6],
      nodes: [createNode('ConvTranspose', ['x', 'w'], ['y'], attributes)],
      constants: [weights([4, 3, 3, 3])],
    })
  })
})

describe('pools', () => {
  const sizes = [5, 6, 7, 8, 9, 10]
  test.each(sizes.flatMap((size) => [2, 3].flatMap((stride) => [0, 1].map((pad) => [size, stride, pad] as const))))(
    'rounded up: size %i, stride %i, padding %i',
    async (size, stride, pad) => {
      const attributes = { kernel_shape: [3, 3], strides: [stride, stride], pads: [pad, pad, pad, pad], ceil_mode: 1 }
      await expectAsSeen({
        x: [1, 1, size, size + 1],
        nodes: [createNode('MaxPool', ['x'], ['y', 'places'], attributes), createNode('AveragePool', ['x'], ['z'], attributes)],
      })
    },
  )

  test('dilation and auto_pad', async () => {
    await expectAsSeen({
      x: [1, 2, 9, 9],
      nodes: [createNode('MaxPool', ['x'], ['y'], { kernel_shape: [2, 3], dilations: [3, 2] })],
    })
    for (const auto_pad of ['SAME_UPPER', 'SAME_LOWER', 'VALID']) {
      const attributes = { kernel_shape: [2, 3], strides: [2, 2], auto_pad }
      await expectAsSeen({ x: [1, 2, 9, 8], nodes: [createNode('AveragePool', ['x'], ['y'], attributes)] })
    }
  })

  test('the places of maxima are whole numbers', () => {
    const nodes = [createNode('MaxPool', ['x'], ['values', 'y'], { kernel_shape: [2, 2] })]
    expect(inferred({ x: [1, 2, 4, 4], nodes })).toEqual({ elementType: elementTypes.int64, dims: [1, 2, 3, 3], values: null })
  })

  test('global pools leave one number per channel', async () => {
    await expectAsSeen({
      x: [2, 3, 4, 5],
      nodes: [createNode('GlobalMaxPool', ['x'], ['a']), createNode('GlobalAveragePool', ['a'], ['y'])],
    })
  })
})
