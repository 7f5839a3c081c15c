import { describe, expect, test } from 'vitest'
import { cpuPolicy, webgpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import type { RectifierRule } from '../../../src/graph/gradients/rule.ts'
import { isRectifier, rectifiers } from '../../../src/graph/gradients/rules/rectifier.ts'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, type RuleCase, randomTensor } from './check-rule.ts'
import { randomBetween, tensorOf } from './tensors.ts'

const reluCase = (x: readonly number[]): RuleCase => ({ nodes: [createNode('Relu', ['x'], ['y'])], wrt: { x: tensorOf(x) } })
const clipCase = (x: readonly number[], low: number | null, high: number | null): RuleCase => ({
  nodes: [createNode('Clip', ['x', low === null ? '' : 'low', ...(high === null ? [] : ['high'])], ['y'])],
  wrt: { x: tensorOf(x) },
  floats: { ...(low === null ? {} : { low: tensorOf([low], []) }), ...(high === null ? {} : { high: tensorOf([high], []) }) },
})

/** The same slopes, however a provider has its masks. */
async function slopesOf(
  given: RuleCase,
  seed: readonly number[],
  rectifier: RectifierRule = 'plain',
): Promise<readonly number[]> {
  const [chosen, multiplied] = await Promise.all(
    [webgpuPolicy, cpuPolicy].map(async (policy) => {
      const { gradients } = await gradientsOf({ ...given, rectifier, policy }, seed)
      return Array.from(gradients['x']!, (value) => value + 0)
    }),
  )
  expect(multiplied).toEqual(chosen)
  return chosen!
}

describe('Relu', () => {
  test('passes the cotangent where its argument is positive', async () => {
    await checkRule({ nodes: [createNode('Relu', ['x'], ['y'])], wrt: { x: randomTensor([2, 3, 2, 2, 2], 1, [0]) } })
  })

  test('passes nothing at 0, and everything from the smallest number that is not subnormal', async () => {
    expect(await slopesOf(reluCase([-1, 0, 2 ** -126, 1, 1e38]), [2, 2, 2, 2, 2])).toEqual([0, 0, 2, 2, 2])
  })

  test('guided: only positive cotangents pass, and only where the argument is positive', async () => {
    expect(await slopesOf(reluCase([-1, 0, 1, -1, 0, 1]), [2, 2, 2, -2, -2, -2], 'guided')).toEqual([0, 0, 2, 0, 0, 0])
  })

  test('deconvolution: positive cotangents pass whatever the argument', async () => {
    expect(await slopesOf(reluCase([-1, 0, 1, -1, 0, 1]), [2, 2, 2, -2, -2, -2], 'deconvolution')).toEqual([2, 2, 2, 0, 0, 0])
  })
})

describe('Clip', () => {
  test.each([
    [-0.5, 0.5],
    [0, 0.5],
    [null, 0.25],
    [-0.25, null],
    [null, null],
    [0, 3.4028234663852886e38],
    [-3.4028234663852886e38, 0],
  ])('between %s and %s', async (low, high) => {
    const { values } = randomTensor([12], 1, [-0.5, -0.25, 0, 0.25, 0.5])
    await checkRule(clipCase(Array.from(values), low, high))
  })

  test('passes nothing at either bound, and everything at the next numbers inside', async () => {
    const inside = [2 ** -126, 6 - 2 ** -21]
    expect(await slopesOf(clipCase([-1, 0, inside[0]!, 3, inside[1]!, 6, 7], 0, 6), [1, 1, 1, 1, 1, 1, 1])).toEqual([
      0, 0, 1, 1, 1, 0, 0,
    ])
    expect(await slopesOf(clipCase([-2, -1 + 2 ** -24, 0, 1 - 2 ** -24, 1], -1, 1), [1, 1, 1, 1, 1])).toEqual([0, 1, 1, 1, 0])
  })

  test('between bounds that are differentiated by: what is cut off goes to the bound', async () => {
    const nodes = [createNode('Clip', ['x', 'low', 'high'], ['y'])]
    const wrt = { x: randomTensor([3, 4], 1, [-0.5, 0.5]), low: tensorOf([-0.5], []), high: tensorOf([0.5], []) }
    await checkRule({ nodes, wrt })
  })

  test('gates as Relu does when guided, and is open below and above in deconvolution', async () => {
    const relu6 = clipCase([-1, 0, 3, 6, 7, 3], 0, 6)
    expect(await slopesOf(relu6, [1, 1, 1, 1, 1, -1], 'guided')).toEqual([0, 0, 1, 0, 0, 0])
    expect(await slopesOf(relu6, [1, 1, 1, 1, 1, -1], 'deconvolution')).toEqual([1, 1, 1, 1, 1, 0])
  })

  test('stays plain when guided where it cuts below something else than 0', async () => {
    expect(await slopesOf(clipCase([-2, 0, 2], -1, 1), [-1, -1, -1], 'guided')).toEqual([0, -1, 0])
  })
})

describe('leaky rectifiers', () => {
  const x = randomTensor([2, 3, 2], 1, [0])

  test.each([0.01, 0.2, -0.5, 2])('LeakyRelu with the slope %d', async (alpha) => {
    await checkRule({ nodes: [createNode('LeakyRelu', ['x'], ['y'], { alpha: { float: alpha } })], wrt: { x } })
  })

  test('LeakyRelu counts 0 to the negative side, and stays plain when guided', async () => {
    const given = { nodes: [createNode('LeakyRelu', ['x'], ['y'], { alpha: { float: 0.5 } })], wrt: { x: tensorOf([-1, 0, 1]) } }
    expect(await slopesOf(given, [-2, -2, -2], 'guided')).toEqual([-1, -1, -2])
  })

  test.each([[[1]], [[3, 1]], [[2, 3, 2]]])('PRelu with slopes of shape %j', async (dims) => {
    await checkRule({ nodes: [createNode('PRelu', ['x', 'slope'], ['y'])], wrt: { x, slope: randomTensor(dims, 2) } })
  })

  test('PRelu counts 0 to the negative side, where the slope then gets nothing', async () => {
    const { gradients } = await gradientsOf(
      { nodes: [createNode('PRelu', ['x', 'slope'], ['y'])], wrt: { x: tensorOf([0]), slope: tensorOf([0.25]) } },
      [2],
    )
    expect(gradients).toEqual({ x: Float32Array.of(0.5), slope: Float32Array.of(0) })
  })
})

describe('rectifiers with a gap', () => {
  test('ThresholdedRelu, and nothing on its threshold', async () => {
    const nodes = [createNode('ThresholdedRelu', ['x'], ['y'], { alpha: { float: 0.25 } })]
    await checkRule({ nodes, wrt: { x: randomTensor([3, 4], 1, [0.25]) } })
    expect(await slopesOf({ nodes, wrt: { x: tensorOf([0.125, 0.25, 0.5]) } }, [1, 1, 1])).toEqual([0, 0, 1])
  })

  test('Shrink, and nothing on its edges', async () => {
    const nodes = [createNode('Shrink', ['x'], ['y'], { lambd: { float: 0.25 }, bias: { float: 0.125 } })]
    await checkRule({ nodes, wrt: { x: randomTensor([3, 4], 1, [-0.25, 0.25]) } })
    expect(await slopesOf({ nodes, wrt: { x: tensorOf([-0.5, -0.25, 0, 0.25, 0.5]) } }, [1, 1, 1, 1, 1])).toEqual([1, 0, 0, 0, 1])
  })

  test('ThresholdedRelu with its own threshold of 1', async () => {
    await checkRule({ nodes: [createNode('ThresholdedRelu', ['x'], ['y'])], wrt: { x: randomBetween(-2, 5, [4, 5], [1]) } })
  })
})

test('what guided backpropagation changes: Relu, and Clip with the lower bound 0', () => {
  const boundedBelow = (value: number | null) => (index: number) => (index === 1 && value !== null ? [value] : null)
  expect(rectifiers).toEqual(['Relu', 'Clip'])
  expect(isRectifier({ node: createNode('Relu', ['x'], ['y']), constant: boundedBelow(null) })).toBe(true)
  expect(isRectifier({ node: createNode('Clip', ['x', 'low', 'high'], ['y']), constant: boundedBelow(0) })).toBe(true)
  expect(isRectifier({ node: createNode('Clip', ['x', 'low', 'high'], ['y']), constant: boundedBelow(-1) })).toBe(false)
  expect(isRectifier({ node: createNode('Clip', ['x', 'low', 'high'], ['y']), constant: boundedBelow(null) })).toBe(false)
  expect(isRectifier({ node: createNode('LeakyRelu', ['x'], ['y']), constant: boundedBelow(null) })).toBe(false)
})
