import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'

describe.each(['Softmax', 'LogSoftmax'])('%s', (opType) => {
  const cases: readonly (readonly [readonly number[], number | null])[] = [
    [[4], null],
    [[2, 5], null],
    [[2, 3, 4], 1],
    [[2, 3, 2, 2], -3],
    [[2, 2, 2, 2, 3], 0],
    [[3, 1], 1],
  ]

  test.each(cases)('of shape %j along axis %j', async (dims, axis) => {
    await checkRule({
      nodes: [createNode(opType, ['x'], ['y'], axis === null ? {} : { axis })],
      wrt: { x: randomTensor(dims) },
    })
  })
})

test('Softmax by hand: of two equal logits the first probability rises by a quarter with the first', async () => {
  const given = { nodes: [createNode('Softmax', ['x'], ['y'])], wrt: { x: { dims: [1, 2], values: Float64Array.of(3, 3) } } }
  const { gradients } = await gradientsOf(given, [1, 0])
  expect([...gradients.x!]).toEqual([0.25, -0.25])
})
