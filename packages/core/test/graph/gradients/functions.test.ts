import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf } from './check-rule.ts'
import { randomBetween, tensorOf } from './tensors.ts'

describe('functions of one number', () => {
  test.each([
    ['Neg', -3, 3],
    ['Abs', -3, 3],
    ['Reciprocal', 0.5, 3],
    ['Reciprocal', -3, -0.5],
    ['Exp', -3, 2],
    ['Log', 0.2, 4],
    ['Sqrt', 0.2, 4],
    ['Erf', -2.5, 2.5],
    ['Sin', -3, 3],
    ['Cos', -3, 3],
    ['Tan', -1, 1],
    ['Asin', -0.9, 0.9],
    ['Acos', -0.9, 0.9],
    ['Atan', -3, 3],
    ['Sinh', -2, 2],
    ['Cosh', -2, 2],
    ['Asinh', -3, 3],
    ['Acosh', 1.2, 4],
    ['Atanh', -0.8, 0.8],
    ['Sigmoid', -6, 6],
    ['Tanh', -3, 3],
    ['Softplus', -6, 6],
    ['Softsign', -6, 6],
  ] as const)('%s between %d and %d', async (opType, low, high) => {
    const nodes = [createNode(opType, ['x'], ['y'])]
    await checkRule({ nodes, wrt: { x: randomBetween(low, high, [3, 4], [0]) } })
    await checkRule({ nodes, wrt: { x: randomBetween(low, high, [], [0]) } })
  })

  test('the square root of 4 rises by 1/4, the logarithm of 4 as well, the exponential of 0 by 1', async () => {
    const slopeOf = async (opType: string, x: number): Promise<number> => {
      const { gradients } = await gradientsOf({ nodes: [createNode(opType, ['x'], ['y'])], wrt: { x: tensorOf([x]) } }, [1])
      return gradients['x']![0]!
    }
    expect([await slopeOf('Sqrt', 4), await slopeOf('Log', 4), await slopeOf('Exp', 0)]).toEqual([0.25, 0.25, 1])
  })

  test.each(['Abs', 'Sqrt'])('%s passes 0 where its argument is 0', async (opType) => {
    const { gradients } = await gradientsOf({ nodes: [createNode(opType, ['x'], ['y'])], wrt: { x: tensorOf([0]) } }, [1])
    expect(gradients['x']).toEqual(Float32Array.of(0))
  })

  test.each(['Sigmoid', 'Tanh', 'Softplus', 'Softsign', 'Erf'])('%s stays finite far out', async (opType) => {
    const { gradients } = await gradientsOf(
      { nodes: [createNode(opType, ['x'], ['y'])], wrt: { x: tensorOf([-1e4, 1e4]) } },
      [1, 1],
    )
    expect(Array.from(gradients['x']!).every((slope) => slope >= 0 && slope <= 1)).toBe(true)
  })
})
