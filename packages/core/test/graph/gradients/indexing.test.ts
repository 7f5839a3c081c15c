import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { createRandom } from '../../../src/random/random.ts'
import { checkRule, gradientsOf, type RuleCase, randomTensor } from './check-rule.ts'
import { operatorCase } from './operator-case.ts'
import type { Tensor64 } from './reference/tensor.ts'
import { tensorOf } from './tensors.ts'

/** The same with the operator's second input known only while the model runs. */
function computed(given: RuleCase): RuleCase {
  const [node] = given.nodes
  const [first, indices, ...others] = node!.input
  return {
    ...given,
    nodes: [createNode('Identity', [indices!], ['computed']), Object.assign(node!, { input: [first!, 'computed', ...others] })],
  }
}

describe.each([
  ['constant', (given: RuleCase) => given],
  ['computed', computed],
])('%s indices', (_, prepare) => {
  const cases: readonly (readonly [string, number, Tensor64])[] = [
    ['one index', 1, tensorOf([2], [])],
    ['one index from the end', -1, tensorOf([-1], [])],
    ['a list of one', 0, tensorOf([1])],
    ['a range', 1, tensorOf([1, 2, 3])],
    ['a falling range', 1, tensorOf([3, 2, 1])],
    ['every second', 2, tensorOf([1, 3])],
    ['a permutation', 1, tensorOf([2, 0, 3, 1])],
    ['some, out of order', 1, tensorOf([3, 0, 2])],
    ['each twice in a row', 1, tensorOf([0, 0, 1, 1, 2, 2, 3, 3])],
    ['with repetition, some of them never', 1, tensorOf([2, 0, 2, -4])],
    ['mostly one place', 2, tensorOf([4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0])],
    ['a matrix of indices', 1, tensorOf([0, 3, 3, 1, 2, 2], [2, 3])],
  ]

  test.each(cases)('Gather: %s', async (_, axis, indices) => {
    await checkRule(prepare(operatorCase('Gather', [2, 4, 5], [indices], { axis })))
  })

  test('Gather from a vector', async () => {
    await checkRule(prepare(operatorCase('Gather', [4], [[3, 3, 0]])))
  })

  test.each([0, -2, 2])('GatherElements along axis %i', async (axis) => {
    const indices = tensorOf([0, 1, 1, 0, -1, 1, 0, 0], [2, 2, 2])
    await checkRule(prepare(operatorCase('GatherElements', [2, 3, 2], [indices], { axis })))
  })

  test('GatherND: whole tuples, rows, and a batch axis', async () => {
    await checkRule(prepare(operatorCase('GatherND', [2, 3, 2], [tensorOf([0, 2, 1, -1, 0, 0, 0, 2, 1], [3, 3])])))
    await checkRule(prepare(operatorCase('GatherND', [2, 3, 4], [tensorOf([1, 2, 0, -1, 1, 2], [3, 2])])))
    await checkRule(prepare(operatorCase('GatherND', [2, 3, 4], [tensorOf([1, 0, 2, 2], [2, 2, 1])], { batch_dims: 1 })))
  })

  test('ScatterElements: data and updates', async () => {
    for (const reduction of ['none', 'add'])
      await checkRule(
        prepare({
          nodes: [createNode('ScatterElements', ['x', 'indices', 'updates'], ['y'], { axis: 1, reduction })],
          wrt: { x: randomTensor([2, 4], 1), updates: randomTensor([2, 2], 2) },
          integers: { indices: tensorOf([0, 2, -1, 1], [2, 2]) },
        }),
      )
  })

  test('ScatterND: data and updates', async () => {
    for (const reduction of ['none', 'add'])
      await checkRule(
        prepare({
          nodes: [createNode('ScatterND', ['x', 'indices', 'updates'], ['y'], { reduction })],
          wrt: { x: randomTensor([3, 2, 2], 1), updates: randomTensor([2, 2], 2) },
          integers: { indices: tensorOf([2, 0, 0, -1], [2, 2]) },
        }),
      )
  })
})

test('a table read many times from every place, as position biases are', async () => {
  const random = createRandom(5)
  const places = Array.from({ length: 96 }, () => Math.floor(random.next() * 9))
  await checkRule(operatorCase('Gather', [9, 2], [tensorOf(places, [8, 12])]))
})

test('TopK: the largest and the smallest, along either axis', async () => {
  const topK = async (count: number, attributes: Readonly<Record<string, number>>): Promise<void> =>
    await checkRule({
      nodes: [createNode('TopK', ['x', 'count'], ['y', 'places'], attributes)],
      wrt: { x: randomTensor([3, 5]) },
      integers: { count: tensorOf([count]) },
    })
  await topK(2, {})
  await topK(2, { axis: 0, largest: 0 })
})

test('Gather by hand: a place read twice gets both, one never read gets none', async () => {
  const { gradients } = await gradientsOf(operatorCase('Gather', [3], [[2, 0, 2]]), [1, 10, 100])
  expect([...gradients.x!]).toEqual([10, 0, 101])
})

test.each([0, 50])('a table read four times from each of its places but the last %i', async (unread) => {
  const size = 200 + unread
  const places = Array.from({ length: 800 }, (_, i) => (i * 7) % 200)
  const { gradients } = await gradientsOf(operatorCase('Gather', [size], [places]), [...places.keys()])
  const sums = Array.from({ length: size }, (_, place) => places.reduce((sum, read, i) => sum + (read === place ? i : 0), 0))
  expect([...gradients.x!]).toEqual(sums)
})

test('a place read a thousand times by hand, in a table too large for a matrix', async () => {
  const places = [...Array.from({ length: 1000 }, () => 3), 1099]
  const { gradients } = await gradientsOf(
    operatorCase('Gather', [1100], [places]),
    places.map(() => 1),
  )
  expect(gradients.x!.filter((value) => value !== 0)).toEqual(Float32Array.of(1000, 1))
  expect([gradients.x![3], gradients.x![1099]]).toEqual([1000, 1])
})

test('of two additions to one place each update counts', async () => {
  const given = {
    nodes: [createNode('ScatterElements', ['x', 'indices', 'updates'], ['y'], { reduction: 'add' })],
    wrt: { x: randomTensor([3], 1), updates: randomTensor([2], 2) },
    integers: { indices: tensorOf([1, 1]) },
  }
  const { gradients } = await gradientsOf(given, [1, 10, 100])
  expect([...gradients.x!]).toEqual([1, 10, 100])
  expect([...gradients.updates!]).toEqual([10, 10])
})

test('scattering with products is refused in words', async () => {
  const given = {
    nodes: [createNode('ScatterND', ['x', 'indices', 'updates'], ['y'], { reduction: 'mul' })],
    wrt: { x: randomTensor([3], 1), updates: randomTensor([1], 2) },
    integers: { indices: tensorOf([1], [1, 1]) },
  }
  await expect(gradientsOf(given)).rejects.toThrow('ScatterND (reduction "mul")')
})
