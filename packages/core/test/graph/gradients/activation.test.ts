import { describe, expect, test } from 'vitest'
import { differentiate } from '../../../src/graph/gradients/differentiate.ts'
import { cpuPolicy, webgpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { type AttributeValue, createNode } from '../../../src/graph/node.ts'
import { elementTypes, type OnnxNode } from '../../../src/graph/proto.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel, writeModel } from '../../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../../src/model/runtime.node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import { randomBetween, tensorOf } from './tensors.ts'

/** Attributes are floats or text. */
type Given = Readonly<Record<string, AttributeValue>>

const microsoft = (opType: string, inputs: readonly string[], attributes: Given = {}): OnnxNode =>
  Object.assign(createNode(opType, inputs, ['y'], attributes), { domain: 'com.microsoft' })

describe('activations that bend', () => {
  test.each<[string, Given, readonly number[]]>([
    ['Elu', {}, [0]],
    ['Elu', { alpha: { float: 0.5 } }, [0]],
    ['Selu', {}, [0]],
    ['Selu', { alpha: { float: 1.5 }, gamma: { float: 2 } }, [0]],
    ['Celu', {}, [0]],
    ['Celu', { alpha: { float: 0.5 } }, [0]],
    ['HardSigmoid', {}, [-2.5, 2.5]],
    ['HardSigmoid', { alpha: { float: 0.5 }, beta: { float: 0.25 } }, [-0.5, 1.5]],
    ['HardSwish', {}, [-3, 3]],
  ])('%s with %j', async (opType, attributes, kinks) => {
    await checkRule({ nodes: [createNode(opType, ['x'], ['y'], attributes)], wrt: { x: randomBetween(-5, 5, [4, 5], kinks) } })
  })

  test.each<[string, Given, readonly number[], readonly number[]]>([
    // Elu and Celu at 0: the lower piece.
    ['Elu', { alpha: { float: 0.5 } }, [0, 1], [0.5, 1]],
    ['Celu', {}, [0, 1], [1, 1]],
    // Hard activations at their corners: the outer pieces.
    ['HardSigmoid', { alpha: { float: 0.5 } }, [-1, 0, 1], [0, 0.5, 0]],
    ['HardSwish', {}, [-3, 0, 3], [0, 0.5, 1]],
  ])('%s with %j at %j has the slopes %j', async (opType, attributes, x, slopes) => {
    const nodes = [createNode(opType, ['x'], ['y'], attributes)]
    const seed = x.map(() => 1)
    for (const policy of [cpuPolicy, webgpuPolicy]) {
      const { gradients } = await gradientsOf({ nodes, wrt: { x: tensorOf(x) }, policy }, seed)
      expect(Array.from(gradients['x']!)).toEqual(slopes.map((slope) => expect.closeTo(slope, 6)))
    }
  })
})

describe('smooth gates', () => {
  const x = randomBetween(-3, 3, [4, 5])

  test.each<[number, OnnxNode]>([
    [20, createNode('Gelu', ['x'], ['y'])],
    [20, createNode('Gelu', ['x'], ['y'], { approximate: 'none' })],
    [20, createNode('Gelu', ['x'], ['y'], { approximate: 'tanh' })],
    [17, microsoft('Gelu', ['x'])],
    [17, microsoft('FastGelu', ['x'])],
    [17, microsoft('QuickGelu', ['x'])],
    [17, microsoft('QuickGelu', ['x'], { alpha: { float: 1 } })],
    [18, createNode('Mish', ['x'], ['y'])],
    [24, createNode('Swish', ['x'], ['y'])],
    [24, createNode('Swish', ['x'], ['y'], { alpha: { float: 2 } })],
  ])('operator set %d: $domain $opType', async (opset, node) => {
    await checkRule({ nodes: [node], wrt: { x }, opset })
  })

  test.each(['BiasGelu', 'FastGelu'])('%s sums the cotangent for its bias', async (opType) => {
    await checkRule({ nodes: [microsoft(opType, ['x', 'b'])], wrt: { x, b: randomTensor([5], 2) }, opset: 17 })
  })

  test.each([
    ['gate', 'x'],
    ['x', 'gate'],
  ])('Swish written out as %s * %s', async (left, right) => {
    const nodes = [createNode('Sigmoid', ['x'], ['gate']), createNode('Mul', [left, right], ['y'])]
    await checkRule({ nodes, wrt: { x } })
  })

  test('Swish whose gate is used once more', async () => {
    const nodes = [
      createNode('Sigmoid', ['x'], ['gate']),
      createNode('Mul', ['x', 'gate'], ['swish']),
      createNode('Add', ['swish', 'gate'], ['y']),
    ]
    await checkRule({ nodes, wrt: { x } })
  })

  test('a gate that is differentiated by itself gets its part', async () => {
    const nodes = [createNode('Sigmoid', ['x'], ['gate']), createNode('Mul', ['x', 'gate'], ['y'])]
    const derived = differentiate(
      createModel({ inputs: [declareValue('x', [2])], outputs: [declareValue('y', [2])], constants: [], nodes }, 16),
      {
        of: 'y',
        wrt: ['x', 'gate'],
        facts: new Map(['x', 'gate', 'y'].map((name) => [name, { elementType: elementTypes.float32, dims: [2], values: null }])),
        weights: new Map(),
        policy: cpuPolicy,
      },
    )
    const runtime = await createNativeRuntime(1)
    const given = { shape: [2], values: Float32Array.of(0, 0) }
    const results = await runtime.trace(writeModel(derived.model), new Map(), {
      x: { ...given, values: Float32Array.of(0, 4) },
      [derived.seed]: { ...given, values: Float32Array.of(1, 1) },
    })
    const [toArgument, toGate] = derived.gradients.map((name) => results[name]!.values)
    // d(x*s)/ds = x; at 0 the slope of the whole is s(0) = 1/2.
    expect(toGate).toEqual(Float32Array.of(0, 4))
    expect(toArgument![0]).toBe(0.5)
  })

  test('Gelu written out with Erf, as most exporters do', async () => {
    const nodes = [
      createNode('Div', ['x', 'root'], ['scaled']),
      createNode('Erf', ['scaled'], ['erf']),
      createNode('Add', ['erf', 'one'], ['both']),
      createNode('Mul', ['x', 'both'], ['twice']),
      createNode('Mul', ['twice', 'half'], ['y']),
    ]
    const floats = { root: tensorOf([Math.fround(Math.SQRT2)], []), one: tensorOf([1], []), half: tensorOf([0.5], []) }
    await checkRule({ nodes, wrt: { x }, floats })
  })

  test.each<[number, OnnxNode]>([
    [20, createNode('Gelu', ['x'], ['y'])],
    [20, createNode('Gelu', ['x'], ['y'], { approximate: 'tanh' })],
    [17, microsoft('QuickGelu', ['x'])],
    [18, createNode('Mish', ['x'], ['y'])],
  ])('operator set %d: $opType is flat far below 0 and rises by 1 far above', async (opset, node) => {
    const { gradients } = await gradientsOf({ nodes: [node], wrt: { x: tensorOf([-100, 100]) }, opset }, [1, 1])
    expect(Array.from(gradients['x']!, (value) => value + 0)).toEqual([0, 1])
  })
})
