import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import { operatorCase } from './operator-case.ts'
import { tensorOf } from './tensors.ts'

describe('shapes', () => {
  test.each([undefined, 0, 2, -1, 4])('Flatten before axis %s', async (axis) => {
    await checkRule(operatorCase('Flatten', [2, 3, 2, 2], [], axis === undefined ? {} : { axis }))
  })

  test.each([[[6, 4]], [[0, -1]], [[2, 3, 1, 2, 2]], [[-1]]])('Reshape to %j', async (shape) => {
    await checkRule(operatorCase('Reshape', [2, 3, 4], [shape]))
  })

  test('Reshape to a single number', async () => {
    await checkRule(operatorCase('Reshape', [1, 1], [tensorOf([], [0])]))
  })

  test('Squeeze with axes, from the end, and all of size 1', async () => {
    await checkRule(operatorCase('Squeeze', [1, 3, 1, 2], [[0]]))
    await checkRule(operatorCase('Squeeze', [1, 3, 1, 2], [[-2, 0]]))
    await checkRule(operatorCase('Squeeze', [1, 3, 1, 2]))
  })

  test('Unsqueeze in front, behind and between', async () => {
    await checkRule(operatorCase('Unsqueeze', [3, 2], [[0, 2, -1]]))
  })
})

describe('Transpose', () => {
  test.each([null, [0, 2, 3, 1], [3, 0, 1, 2], [0, 1, 2, 3]])('in the order %j', async (perm) => {
    await checkRule(operatorCase('Transpose', [2, 3, 4, 2], [], perm === null ? {} : { perm }))
  })

  test('by hand: the seed goes back to where it came from', async () => {
    const { gradients } = await gradientsOf(operatorCase('Transpose', [2, 3]), [1, 2, 3, 4, 5, 6])
    expect([...gradients.x!]).toEqual([1, 3, 5, 2, 4, 6])
  })
})

describe('repetition', () => {
  test.each([[[2, 3, 4]], [[3, 1]], [[5, 2, 3, 4]]])('Expand to %j', async (shape) => {
    await checkRule(operatorCase('Expand', [2, 3, 1], [shape]))
  })

  test.each([[[1, 1, 1]], [[2, 1, 3]], [[1, 4, 1]]])('Tile %j times', async (repeats) => {
    await checkRule(operatorCase('Tile', [2, 3, 2], [repeats]))
  })

  test('Tile by hand: every copy counts', async () => {
    const { gradients } = await gradientsOf(operatorCase('Tile', [2], [[3]]), [1, 2, 10, 20, 100, 200])
    expect([...gradients.x!]).toEqual([111, 222])
  })
})

describe('blocks', () => {
  test.each(['DCR', 'CRD'])('DepthToSpace, mode %s', async (mode) => {
    await checkRule(operatorCase('DepthToSpace', [2, 8, 2, 3], [], { blocksize: 2, mode }))
    await checkRule(operatorCase('DepthToSpace', [1, 9, 1, 2], [], { blocksize: 3, mode }))
  })

  test('SpaceToDepth', async () => {
    await checkRule(operatorCase('SpaceToDepth', [2, 3, 4, 6], [], { blocksize: 2 }))
  })

  test('window partition: two axes cut, moved and joined', async () => {
    await checkRule({
      nodes: [
        createNode('Reshape', ['x', 'cut'], ['a']),
        createNode('Transpose', ['a'], ['b'], { perm: [0, 1, 3, 2, 4, 5] }),
        createNode('Reshape', ['b', 'joined'], ['y']),
      ],
      wrt: { x: randomTensor([1, 4, 6, 2]) },
      integers: { cut: tensorOf([1, 2, 2, 3, 2, 2]), joined: tensorOf([-1, 4, 2]) },
    })
  })
})

test.each([
  [1, null],
  [0, null],
  [1, 1],
  [0, -1],
  [1, -2],
])('Trilu, upper %i, diagonal %s', async (upper, diagonal) => {
  await checkRule(operatorCase('Trilu', [2, 3, 4], [diagonal === null ? null : tensorOf([diagonal], [])], { upper }))
})
