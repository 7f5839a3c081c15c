import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'

describe('MatMul', () => {
  const products: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['two matrices', [2, 3], [3, 4]],
    ['two vectors', [3], [3]],
    ['a vector and a matrix', [3], [3, 4]],
    ['a matrix and a vector', [2, 3], [3]],
    ['a vector and a batch', [3], [2, 3, 4]],
    ['a batch and a vector', [2, 2, 3], [3]],
    ['a batch and one matrix', [2, 3, 4, 2], [2, 3]],
    ['one matrix and a batch', [4, 3], [2, 2, 3, 2]],
    ['two batches', [2, 3, 4], [2, 4, 3]],
    ['batches that stretch each other', [2, 1, 3, 2], [3, 2, 2]],
    ['a batch of one and a batch', [1, 3, 2], [4, 2, 2]],
    ['five axes', [2, 1, 2, 2, 3], [1, 2, 1, 3, 2]],
  ]

  test.each(products)('%s', async (_, left, right) => {
    await checkRule({
      nodes: [createNode('MatMul', ['a', 'b'], ['y'])],
      wrt: { a: randomTensor(left, 1), b: randomTensor(right, 2) },
    })
  })

  test('by hand: the cotangent times the other factor turned over', async () => {
    const { gradients } = await gradientsOf(
      {
        nodes: [createNode('MatMul', ['a', 'b'], ['y'])],
        wrt: { a: { dims: [1, 2], values: Float64Array.of(1, 2) }, b: { dims: [2, 2], values: Float64Array.of(3, 4, 5, 6) } },
      },
      [1, 10],
    )
    expect([...gradients.a!]).toEqual([3 + 40, 5 + 60])
    expect([...gradients.b!]).toEqual([1, 10, 2, 20])
  })
})

describe('Gemm', () => {
  const cases = [0, 1].flatMap((transA) => [0, 1].map((transB) => ({ transA, transB })))

  test.each(cases)('with transA $transA, transB $transB, alpha, beta and a stretched bias', async (turns) => {
    await checkRule({
      nodes: [createNode('Gemm', ['a', 'b', 'c'], ['y'], { ...turns, alpha: { float: 0.5 }, beta: { float: -2 } })],
      wrt: {
        a: randomTensor(turns.transA ? [3, 2] : [2, 3], 1),
        b: randomTensor(turns.transB ? [4, 3] : [3, 4], 2),
        c: randomTensor([4], 3),
      },
    })
  })

  test.each([[[]], [[1]], [[2, 1]], [[1, 4]], [[2, 4]]])('a bias of shape %j', async (dims) => {
    await checkRule({
      nodes: [createNode('Gemm', ['a', 'b', 'c'], ['y'])],
      wrt: { a: randomTensor([2, 3], 1), b: randomTensor([3, 4], 2), c: randomTensor(dims, 3) },
    })
  })

  test('without a bias', async () => {
    await checkRule({
      nodes: [createNode('Gemm', ['a', 'b'], ['y'], { transB: 1 })],
      wrt: { a: randomTensor([2, 3], 1), b: randomTensor([4, 3], 2) },
    })
  })
})
