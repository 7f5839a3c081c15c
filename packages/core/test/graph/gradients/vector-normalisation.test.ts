import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'

describe.each([1, 2])('LpNormalization with p = %i', (p) => {
  test.each([
    [[5], -1],
    [[2, 3, 4], 1],
    [[2, 3, 2, 2], -4],
  ])('of shape %j along axis %i', async (dims, axis) => {
    const given = { nodes: [createNode('LpNormalization', ['x'], ['y'], { p, axis })], wrt: { x: randomTensor(dims, 1, [0]) } }
    await checkRule(given)
    await checkRule({ ...given, opset: 18 })
  })

  test('a vector of zeros gets the gradient zero', async () => {
    const given = {
      nodes: [createNode('LpNormalization', ['x'], ['y'], { p })],
      wrt: { x: { dims: [1, 2], values: Float64Array.of(0, 0) } },
    }
    const { gradients } = await gradientsOf(given, [1, 1])
    expect([...gradients.x!]).toEqual([0, 0])
  })
})

test('LpNormalization by hand: the part of the cotangent across the vector (3, 4), over its length', async () => {
  const given = { nodes: [createNode('LpNormalization', ['x'], ['y'])], wrt: { x: { dims: [2], values: Float64Array.of(3, 4) } } }
  const { gradients } = await gradientsOf(given, [1, 0])
  expect(gradients.x![0]).toBeCloseTo(0.64 / 5, 6)
  expect(gradients.x![1]).toBeCloseTo(-0.48 / 5, 6)
})

describe('LRN', () => {
  test.each([
    [[2, 5, 2, 2], 3],
    [[1, 6, 3, 1], 5],
    [[1, 3, 2, 2], 1],
    [[1, 2, 2, 2], 5],
  ])('of shape %j over %i channels', async (dims, size) => {
    const attributes = { size, alpha: { float: 0.8 }, beta: { float: 0.6 }, bias: { float: 1.5 } }
    await checkRule({ nodes: [createNode('LRN', ['x'], ['y'], attributes)], wrt: { x: randomTensor(dims) } })
  })

  test('with the default constants', async () => {
    await checkRule({ nodes: [createNode('LRN', ['x'], ['y'], { size: 5 })], wrt: { x: randomTensor([1, 6, 2, 2]) } })
  })
})
