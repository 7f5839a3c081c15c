import { describe, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, randomTensor } from './check-rule.ts'

describe('element-wise operators', () => {
  test.each(['Add', 'Sub', 'Mul'])('%s under broadcasting on both sides', async (opType) => {
    await checkRule({
      nodes: [createNode(opType, ['a', 'b'], ['y'])],
      wrt: { a: randomTensor([2, 3, 1], 1), b: randomTensor([3, 4], 2) },
    })
  })

  test('a tensor that is used twice gets both cotangents', async () => {
    await checkRule({ nodes: [createNode('Mul', ['a', 'a'], ['y'])], wrt: { a: randomTensor([5]) } })
  })
})
