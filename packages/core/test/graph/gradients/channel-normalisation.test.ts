import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import type { Tensor64 } from './reference/tensor.ts'

describe('BatchNormalization', () => {
  const batchNormalisation = createNode('BatchNormalization', ['x', 'scale', 'bias', 'mean', 'variance'], ['y'])

  test.each([[[2, 3, 2, 2]], [[2, 3]], [[2, 3, 4]], [[1, 3, 2, 2, 2]]])('of shape %j', async (dims) => {
    await checkRule({
      nodes: [batchNormalisation],
      wrt: { x: randomTensor(dims, 1), scale: randomTensor([3], 2), bias: randomTensor([3], 3) },
      floats: { mean: randomTensor([3], 4), variance: variances(3) },
    })
  })

  test('by hand: the cotangent times the scale over the deviation', async () => {
    const { gradients } = await gradientsOf(
      {
        nodes: [
          createNode('BatchNormalization', ['x', 'scale', 'bias', 'mean', 'variance'], ['y'], { epsilon: { float: 0.25 } }),
        ],
        wrt: { x: { dims: [1, 2, 1], values: Float64Array.of(5, 6) } },
        floats: {
          scale: { dims: [2], values: Float64Array.of(3, -2) },
          bias: { dims: [2], values: Float64Array.of(1, 1) },
          mean: { dims: [2], values: Float64Array.of(9, 9) },
          variance: { dims: [2], values: Float64Array.of(2, 0.75) },
        },
      },
      [1, 10],
    )
    expect([...gradients.x!]).toEqual([2, -20])
  })

  test('keeps the digits of the scale gradient where the mean is 100 times the deviation', async () => {
    const { dims, values } = randomTensor([2, 2, 4, 4], 1)
    await checkRule({
      nodes: [batchNormalisation],
      wrt: { scale: randomTensor([2], 2) },
      floats: {
        x: { dims, values: values.map((value) => Math.fround(100 + value)) },
        bias: randomTensor([2], 3),
        mean: { dims: [2], values: Float64Array.of(100, 100) },
        variance: variances(2),
      },
    })
  })

  test('training mode is refused, in words', async () => {
    const given = {
      nodes: [createNode('BatchNormalization', ['x', 'scale', 'bias', 'mean', 'variance'], ['y'], { training_mode: 1 })],
      wrt: { x: randomTensor([2, 3]) },
      floats: { scale: randomTensor([3], 1), bias: randomTensor([3], 2), mean: randomTensor([3], 3), variance: variances(3) },
    }
    await expect(gradientsOf(given)).rejects.toThrow('BatchNormalization (in training mode)')
  })
})

describe('InstanceNormalization', () => {
  test.each([[[2, 3, 2, 2]], [[1, 2, 6]], [[2, 1, 2, 2, 2]]])('of shape %j', async (dims) => {
    await checkRule({
      nodes: [createNode('InstanceNormalization', ['x', 'scale', 'bias'], ['y'])],
      wrt: { x: randomTensor(dims, 1), scale: randomTensor([dims[1]!], 2), bias: randomTensor([dims[1]!], 3) },
    })
  })
})

describe('GroupNormalization', () => {
  test.each([
    [18, 2, 2],
    [18, 4, 4],
    [18, 1, 1],
    [21, 2, 4],
    [21, 4, 4],
    [21, 1, 4],
  ])('at operator set %i, of %i groups, with %i scales', async (opset, groups, scales) => {
    await checkRule({
      nodes: [createNode('GroupNormalization', ['x', 'scale', 'bias'], ['y'], { num_groups: groups, epsilon: { float: 1e-3 } })],
      wrt: { x: randomTensor([2, 4, 3, 2], 1), scale: randomTensor([scales], 2), bias: randomTensor([scales], 3) },
      opset,
    })
  })

  test('keeps its digits where the mean is 25 times the deviation', async () => {
    const { dims, values } = randomTensor([1, 4, 4, 4], 1)
    await checkRule({
      nodes: [createNode('GroupNormalization', ['x', 'scale', 'bias'], ['y'], { num_groups: 2 })],
      wrt: { x: { dims, values: values.map((value) => Math.fround(25 + 1.7 * value)) } },
      floats: { scale: randomTensor([4], 2), bias: randomTensor([4], 3) },
      opset: 21,
    })
  })
})

function variances(count: number): Tensor64 {
  return { dims: [count], values: randomTensor([count], 5).values.map((value) => Math.fround(value * value + 0.1)) }
}
