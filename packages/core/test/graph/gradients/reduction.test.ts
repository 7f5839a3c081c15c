import { describe, expect, test } from 'vitest'
import { cpuPolicy, webgpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { createNode } from '../../../src/graph/node.ts'
import type { OnnxNode } from '../../../src/graph/proto.ts'
import { checkRule, gradientsOf, type RuleCase, randomTensor } from './check-rule.ts'
import type { Tensor64 } from './reference/tensor.ts'
import { randomBetween, tensorOf } from './tensors.ts'

const reductions = [
  'ReduceSum',
  'ReduceMean',
  'ReduceMax',
  'ReduceMin',
  'ReduceL1',
  'ReduceL2',
  'ReduceProd',
  'ReduceSumSquare',
  'ReduceLogSumExp',
]
const withLogarithm = [...reductions, 'ReduceLogSum']

/** A reduction in the form of that operator set: axes are an attribute before 18, an input from 18, and of ReduceSum always an input. */
function reductionCase(
  opType: string,
  x: Tensor64,
  axes: readonly number[] | null,
  attributes: Record<string, number>,
  opset: number,
): RuleCase {
  const isInput = opset >= 18 || opType === 'ReduceSum'
  const node = (inputs: readonly string[], more: Record<string, readonly number[]> = {}): OnnxNode =>
    createNode(opType, inputs, ['y'], { ...attributes, ...more })
  if (axes === null) return { nodes: [node(['x'])], wrt: { x }, opset }
  if (!isInput) return { nodes: [node(['x'], { axes })], wrt: { x }, opset }
  return { nodes: [node(['x', 'axes'])], wrt: { x }, integers: { axes: tensorOf(axes) }, opset }
}

describe.each(withLogarithm)('%s', (opType) => {
  const x = opType === 'ReduceLogSum' ? randomBetween(0.5, 2, [2, 3, 4]) : randomTensor([2, 3, 4], 5, [0])

  test.each([16, 18])('operator set %d: over one axis, several, all, counted from either end, kept or not', async (opset) => {
    await checkRule(reductionCase(opType, x, [1], { keepdims: 0 }, opset))
    await checkRule(reductionCase(opType, x, [-1, 0], { keepdims: 1 }, opset))
    await checkRule(reductionCase(opType, x, [2, 1], { keepdims: 0 }, opset))
    await checkRule(reductionCase(opType, x, null, {}, opset))
    await checkRule(reductionCase(opType, x, null, { keepdims: 0 }, opset))
  })

  test('of a vector to a scalar, of five axes, and over an axis of size 1', async () => {
    const { values } = x
    await checkRule(reductionCase(opType, tensorOf(Array.from(values.slice(0, 4))), [0], { keepdims: 0 }, 18))
    await checkRule(reductionCase(opType, tensorOf(Array.from(values), [1, 2, 3, 2, 2]), [1, 3], { keepdims: 0 }, 18))
    await checkRule(reductionCase(opType, tensorOf(Array.from(values.slice(0, 3)), [3, 1]), [1], { keepdims: 1 }, 18))
  })
})

describe('no axes', () => {
  const x = randomTensor([2, 3], 5, [0])

  test.each(reductions)('%s of an empty list reduces all', async (opType) => {
    await checkRule(reductionCase(opType, x, [], {}, 18))
  })

  test.each(['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd'])(
    '%s reduces nothing where it says so',
    async (opType) => {
      await checkRule(reductionCase(opType, x, [], { noop_with_empty_axes: 1 }, 18))
      await checkRule(reductionCase(opType, x, null, { noop_with_empty_axes: 1 }, 18))
    },
  )
})

describe('kinks and ties, by hand', () => {
  const slopesOf = async (opType: string, x: Tensor64, seed: readonly number[]): Promise<readonly number[]> => {
    const [chosen, multiplied] = await Promise.all(
      [webgpuPolicy, cpuPolicy].map(async (policy) => {
        const { gradients } = await gradientsOf({ ...reductionCase(opType, x, [-1], {}, 18), policy }, seed)
        return Array.from(gradients['x']!, (value) => value + 0)
      }),
    )
    expect(multiplied).toEqual(chosen)
    return chosen!
  }

  test.each([
    ['ReduceMax', [3, 1, 3]],
    ['ReduceMin', [1, 3, 1]],
  ])('%s gives each of the numbers that tie the whole cotangent', async (opType, x) => {
    expect(await slopesOf(opType, tensorOf(x), [5])).toEqual([5, 0, 5])
  })

  test('the length of (3, 4) rises by 0.6 and 0.8, that of a zero vector passes 0', async () => {
    const [three, four, ...zeros] = await slopesOf('ReduceL2', tensorOf([3, 4, 0, 0], [2, 2]), [1, 1])
    expect([three, four]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)])
    expect(zeros).toEqual([0, 0])
  })

  test('ReduceL1 passes 0 at 0', async () => {
    expect(await slopesOf('ReduceL1', tensorOf([-2, 0, 2]), [3])).toEqual([-3, 0, 3])
  })

  test('ReduceProd: the product of the others, with no zero, one and two', async () => {
    const x = tensorOf([2, 3, 4, 2, 0, 4, 0, 0, 4], [3, 3])
    expect(await slopesOf('ReduceProd', x, [1, 1, 1])).toEqual([12, 8, 6, 0, 8, 0, 0, 0, 0])
  })

  test('ReduceLogSumExp stays finite for large numbers', async () => {
    expect(await slopesOf('ReduceLogSumExp', tensorOf([1000, 1000]), [1])).toEqual([0.5, 0.5])
  })
})

test('axes that are computed are refused by name', async () => {
  const nodes = [createNode('Identity', ['given'], ['axes']), createNode('ReduceSum', ['x', 'axes'], ['y'])]
  const given = { nodes, wrt: { x: randomTensor([3]) }, integers: { given: tensorOf([0]) } }
  await expect(gradientsOf(given)).rejects.toThrow('ReduceSum (axes that are computed)')
})

describe('CumSum', () => {
  const x = randomTensor([2, 3, 4], 5)

  test.each([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ])('exclusive %d, reverse %d, along axes counted from either end', async (exclusive, reverse) => {
    const nodes = [createNode('CumSum', ['x', 'axis'], ['y'], { exclusive, reverse })]
    for (const axis of [0, 1, -1]) await checkRule({ nodes, wrt: { x }, integers: { axis: tensorOf([axis], []) } })
  })

  test('the first of three numbers is in all three sums, the last in one', async () => {
    const nodes = [createNode('CumSum', ['x', 'axis'], ['y'])]
    const { gradients } = await gradientsOf(
      { nodes, wrt: { x: tensorOf([1, 2, 3]) }, integers: { axis: tensorOf([0], []) } },
      [1, 1, 1],
    )
    expect(gradients['x']).toEqual(Float32Array.of(3, 2, 1))
  })
})
