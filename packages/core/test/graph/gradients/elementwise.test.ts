import { describe, expect, test } from 'vitest'
import { cpuPolicy, webgpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes } from '../../../src/graph/proto.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import { randomBetween, tensorOf } from './tensors.ts'

const a = randomTensor([2, 3, 1], 1)
const b = randomTensor([3, 4], 2)

describe('operators of two tensors', () => {
  test.each(['Add', 'Sub', 'Mul', 'Max', 'Min'])('%s under broadcasting on both sides', async (opType) => {
    await checkRule({ nodes: [createNode(opType, ['a', 'b'], ['y'])], wrt: { a, b } })
  })

  test.each(['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min'])('%s of a scalar and of five axes', async (opType) => {
    const many = randomBetween(0.5, 2, [2, 1, 2, 3, 2])
    await checkRule({ nodes: [createNode(opType, ['a', 'b'], ['y'])], wrt: { a: many, b: tensorOf([0.75], []) } })
    await checkRule({ nodes: [createNode(opType, ['a', 'b'], ['y'])], wrt: { b: many }, floats: { a: tensorOf([0.75], []) } })
  })

  test('Div under broadcasting on both sides', async () => {
    await checkRule({ nodes: [createNode('Div', ['a', 'b'], ['y'])], wrt: { a, b: randomBetween(0.5, 2, [3, 4]) } })
  })

  test('6/4 rises by 1/4 with the 6 and falls by 6/16 with the 4', async () => {
    const { gradients } = await gradientsOf(
      { nodes: [createNode('Div', ['a', 'b'], ['y'])], wrt: { a: tensorOf([6]), b: tensorOf([4]) } },
      [1],
    )
    expect(gradients).toEqual({ a: Float32Array.of(0.25), b: Float32Array.of(-0.375) })
  })

  test('a tensor that is used twice gets both cotangents', async () => {
    await checkRule({ nodes: [createNode('Mul', ['a', 'a'], ['y'])], wrt: { a: randomTensor([5]) } })
  })
})

describe('operators of many tensors', () => {
  const c = randomTensor([1, 1, 4], 3)

  test.each(['Sum', 'Mean', 'Max', 'Min'])('%s of three under broadcasting', async (opType) => {
    await checkRule({ nodes: [createNode(opType, ['a', 'b', 'c'], ['y'])], wrt: { a, b, c } })
  })

  test.each(['Sum', 'Mean', 'Max', 'Min'])('%s of one', async (opType) => {
    await checkRule({ nodes: [createNode(opType, ['a'], ['y'])], wrt: { a } })
  })

  test.each(['Max', 'Min'])('%s gives every operand of a tie the whole cotangent', async (opType) => {
    const wrt = { a: tensorOf([1, 2]), b: tensorOf([1, 2]) }
    for (const policy of [cpuPolicy, webgpuPolicy]) {
      const { gradients } = await gradientsOf({ nodes: [createNode(opType, ['a', 'b'], ['y'])], wrt, policy }, [3, 5])
      expect(gradients).toEqual({ a: Float32Array.of(3, 5), b: Float32Array.of(3, 5) })
    }
  })
})

describe('Where', () => {
  test('sends each cotangent to the branch that was taken, all three broadcast', async () => {
    const nodes = [createNode('Greater', ['c', 'zero'], ['condition']), createNode('Where', ['condition', 'a', 'b'], ['y'])]
    await checkRule({ nodes, wrt: { a, b }, floats: { c: randomTensor([2, 1, 4], 5), zero: tensorOf([0]) } })
  })

  test('passes nothing through its condition', async () => {
    const nodes = [createNode('Greater', ['a', 'zero'], ['condition']), createNode('Where', ['condition', 'a', 'zero'], ['y'])]
    const { gradients } = await gradientsOf({ nodes, wrt: { a: tensorOf([-1, 2]) }, floats: { zero: tensorOf([0]) } }, [3, 5])
    expect(gradients['a']).toEqual(Float32Array.of(0, 5))
  })
})

describe('operators that change nothing', () => {
  test('Identity and a Cast from float32 to float32', async () => {
    const nodes = [createNode('Identity', ['a'], ['same']), createNode('Cast', ['same'], ['y'], { to: elementTypes.float32 })]
    await checkRule({ nodes, wrt: { a } })
  })

  test('Dropout as it is when a model answers, whose mask passes nothing', async () => {
    const nodes = [createNode('Dropout', ['a', 'ratio'], ['y', 'mask'])]
    await checkRule({ nodes, wrt: { a }, floats: { ratio: tensorOf([0.5], []) } })
  })

  test('a Cast to integers and back passes nothing', async () => {
    const nodes = [
      createNode('Cast', ['a'], ['whole'], { to: elementTypes.int64 }),
      createNode('Cast', ['whole'], ['back'], { to: elementTypes.float32 }),
      createNode('Add', ['a', 'back'], ['y']),
    ]
    const { gradients } = await gradientsOf({ nodes, wrt: { a: tensorOf([1.5, -2.5]) } }, [1, 2])
    expect(gradients['a']).toEqual(Float32Array.of(1, 2))
  })

  test('a Cast to doubles is refused by name', async () => {
    const nodes = [
      createNode('Cast', ['a'], ['wide'], { to: elementTypes.float64 }),
      createNode('Cast', ['wide'], ['y'], { to: elementTypes.float32 }),
    ]
    await expect(gradientsOf({ nodes, wrt: { a } })).rejects.toThrow('Cast (between two float types)')
  })
})

test('remainders are refused by name', async () => {
  const nodes = [createNode('Mod', ['a', 'b'], ['y'], { fmod: 1 })]
  await expect(gradientsOf({ nodes, wrt: { a, b } })).rejects.toThrow('Mod (remainders jump)')
})
