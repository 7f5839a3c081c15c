import { describe, expect, test } from 'vitest'
import { webgpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, type RuleCase, randomTensor } from './check-rule.ts'
import { tensorOf } from './tensors.ts'

describe('Concat', () => {
  test.each([1, -2])('of three tensors along axis %i', async (axis) => {
    await checkRule({
      nodes: [createNode('Concat', ['a', 'b', 'c'], ['y'], { axis })],
      wrt: { a: randomTensor([2, 1, 3], 1), b: randomTensor([2, 2, 3], 2), c: randomTensor([2, 3, 3], 3) },
    })
  })

  test('of more tensors than a GPU splits at once', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `x${i}`)
    await checkRule({
      nodes: [createNode('Concat', names, ['y'], { axis: 0 })],
      wrt: Object.fromEntries(names.map((name, i) => [name, randomTensor([1 + (i % 2), 2], i + 1)])),
      policy: webgpuPolicy,
    })
  })

  test('with a constant and with the same tensor twice', async () => {
    await checkRule({
      nodes: [createNode('Concat', ['a', 'token', 'a'], ['y'], { axis: 0 })],
      wrt: { a: randomTensor([2, 3]) },
      floats: { token: randomTensor([1, 3], 2) },
    })
  })
})

/** Two of the parts reach `y`, through an operator that tells them apart. */
function splitCase(
  used: readonly [string, string],
  attributes: Readonly<Record<string, number>>,
  sizes?: readonly number[],
): RuleCase {
  return {
    nodes: [
      createNode('Split', sizes ? ['x', 'sizes'] : ['x'], ['p', 'q', 'r'], attributes),
      createNode('Mul', [...used], ['y']),
    ],
    wrt: { x: randomTensor([2, 6, 2]) },
    ...(sizes ? { integers: { sizes: tensorOf(sizes) } } : {}),
  }
}

describe('Split', () => {
  test('into equal parts: the one that nothing needs gets zeros, wherever it lies', async () => {
    await checkRule(splitCase(['p', 'q'], { axis: 1 }))
    await checkRule(splitCase(['p', 'r'], { axis: -2 }))
    await checkRule(splitCase(['q', 'r'], { axis: 1 }))
    await checkRule(splitCase(['q', 'q'], { axis: 1 }))
  })

  test('into parts of given sizes', async () => {
    await checkRule(splitCase(['q', 'r'], { axis: 1 }, [2, 2, 2]))
    await checkRule({
      nodes: [createNode('Split', ['x', 'sizes'], ['p', 'y'], { axis: -1 })],
      wrt: { x: randomTensor([3, 5]) },
      integers: { sizes: tensorOf([2, 3]) },
    })
  })

  test('of operator set 18: the last part is the smaller one', async () => {
    await checkRule({
      nodes: [createNode('Split', ['x'], ['p', 'q', 'y'], { axis: 0, num_outputs: 3 })],
      wrt: { x: randomTensor([8, 2]) },
      opset: 18,
    })
  })

  test('by hand: halves exchanged', async () => {
    const given = {
      nodes: [createNode('Split', ['x'], ['p', 'q']), createNode('Concat', ['q', 'p'], ['y'], { axis: 0 })],
      wrt: { x: randomTensor([4]) },
    }
    const { gradients } = await gradientsOf(given, [1, 2, 3, 4])
    expect([...gradients.x!]).toEqual([3, 4, 1, 2])
  })
})
