import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import { operatorCase } from './operator-case.ts'
import { tensorOf } from './tensors.ts'

/** What exporters write for "to the end" in either direction; float64 holds no larger int64. */
const end = 2 ** 63 - 1024
const beginning = -(2 ** 63)

describe('Slice', () => {
  const cases: readonly (readonly [string, readonly (readonly number[])[]])[] = [
    [
      'without axes',
      [
        [1, 0, 2],
        [2, 2, 5],
      ],
    ],
    ['to the end', [[2], [end], [2]]],
    [
      'bounds from the end',
      [
        [-3, -2],
        [-1, end],
        [-1, 1],
      ],
    ],
    [
      'bounds beyond the ends',
      [
        [-100, 1],
        [100, 77],
        [0, 1],
      ],
    ],
    ['every second', [[0], [end], [2], [2]]],
    ['every second from the second', [[1], [end], [2], [2]]],
    [
      'every third of two axes',
      [
        [1, 2],
        [end, end],
        [1, 2],
        [3, 3],
      ],
    ],
    ['a step beyond the axis', [[3], [end], [2], [100]]],
    ['backwards', [[-1], [beginning], [2], [-1]]],
    [
      'backwards by two, and forwards',
      [
        [4, 1],
        [0, 3],
        [2, 1],
        [-2, 1],
      ],
    ],
    ['backwards from beyond the end, one number', [[100], [-2], [1], [-1]]],
  ]

  test.each(cases)('%s', async (_, constants) => {
    await checkRule(operatorCase('Slice', [2, 4, 7], constants))
  })

  test('an axis of 6, 7 and 8 by steps of 2 and 3 from every start', async () => {
    for (const size of [6, 7, 8])
      for (const step of [2, 3])
        for (let start = 0; start < step; start++) {
          await checkRule(operatorCase('Slice', [size, 2], [[start], [end], [0], [step]]))
        }
  })

  test('by hand: backwards by two', async () => {
    const { gradients } = await gradientsOf(operatorCase('Slice', [5], [[4], [beginning], [0], [-2]]), [1, 2, 3])
    expect([...gradients.x!]).toEqual([3, 0, 2, 0, 1])
  })

  test('patch merging: four interleaved slices joined', async () => {
    const corners = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const // prettier-ignore
    await checkRule({
      nodes: [
        ...corners.map((_, i) => createNode('Slice', ['x', `start${i}`, 'ends', 'axes', 'steps'], [`part${i}`])),
        createNode('Concat', ['part0', 'part1', 'part2', 'part3'], ['y'], { axis: -1 }),
      ],
      wrt: { x: randomTensor([1, 4, 6, 2]) },
      integers: {
        ...Object.fromEntries(corners.map((corner, i) => [`start${i}`, tensorOf(corner)])),
        ends: tensorOf([end, end]),
        axes: tensorOf([1, 2]),
        steps: tensorOf([2, 2]),
      },
    })
  })

  test('a roll: two slices exchanged', async () => {
    await checkRule({
      nodes: [
        createNode('Slice', ['x', 'two', 'end', 'axis'], ['behind']),
        createNode('Slice', ['x', 'zero', 'two', 'axis'], ['front']),
        createNode('Concat', ['behind', 'front'], ['y'], { axis: 1 }),
      ],
      wrt: { x: randomTensor([2, 5, 2]) },
      integers: { zero: tensorOf([0]), two: tensorOf([2]), end: tensorOf([end]), axis: tensorOf([1]) },
    })
  })

  test('bounds that are computed while the model runs are refused in words', async () => {
    const given = {
      nodes: [createNode('Identity', ['first'], ['start']), createNode('Slice', ['x', 'start', 'two'], ['y'])],
      wrt: { x: randomTensor([3]) },
      integers: { first: tensorOf([1]), two: tensorOf([2]) },
    }
    await expect(gradientsOf(given)).rejects.toThrow('Slice (with bounds that depend on the picture)')
  })
})
