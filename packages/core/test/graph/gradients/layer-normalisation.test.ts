import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import type { OnnxNode } from '../../../src/graph/proto.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'

describe('LayerNormalization', () => {
  const cases: readonly (readonly [readonly number[], number | null])[] = [
    [[6], null],
    [[2, 5], -1],
    [[2, 3, 4], 1],
    [[2, 2, 2, 3], -2],
    [[1, 2, 2, 2, 3], 4],
    [[2, 3], 0],
  ]

  test.each(cases)('of shape %j from axis %j, with scale and bias', async (dims, axis) => {
    const scaled = dims.slice(axis ?? -1)
    await checkRule({
      nodes: [createNode('LayerNormalization', ['x', 'scale', 'bias'], ['y'], axis === null ? {} : { axis })],
      wrt: { x: randomTensor(dims, 1), scale: randomTensor(scaled, 2), bias: randomTensor(scaled, 3) },
      opset: 17,
    })
  })

  test.each([17, 18, 21])('without bias, with an epsilon that matters, at operator set %i', async (opset) => {
    await checkRule({
      nodes: [createNode('LayerNormalization', ['x', 'scale'], ['y'], { epsilon: { float: 0.3 } })],
      wrt: { x: randomTensor([3, 4], 1), scale: randomTensor([4], 2) },
      opset,
    })
  })

  test('through its mean and inverse deviation', async () => {
    await checkRule({
      nodes: [
        createNode('LayerNormalization', ['x', 'scale'], ['normalised', 'mean', 'inverse']),
        createNode('Mul', ['normalised', 'inverse'], ['rescaled']),
        createNode('Add', ['rescaled', 'mean'], ['y']),
      ],
      wrt: { x: randomTensor([3, 4], 1), scale: randomTensor([4], 2) },
      opset: 17,
    })
  })

  test('keeps its digits where the mean is 100 times the deviation', async () => {
    const { dims, values } = randomTensor([2, 64], 1)
    await checkRule({
      nodes: [createNode('LayerNormalization', ['x', 'scale'], ['y'])],
      wrt: { x: { dims, values: values.map((value) => Math.fround(100 + 1.7 * value)) }, scale: randomTensor([64], 2) },
      opset: 17,
    })
  })

  test('by hand: of two numbers only the sign of their difference is left, so nothing flows back', async () => {
    const { gradients } = await gradientsOf(
      {
        nodes: [createNode('LayerNormalization', ['x', 'scale'], ['y'], { epsilon: { float: 0 } })],
        wrt: { x: { dims: [2], values: Float64Array.of(1, 3) }, scale: { dims: [2], values: Float64Array.of(2, 5) } },
        opset: 17,
      },
      [1, 1],
    )
    expect([...gradients.x!]).toEqual([0, 0])
    expect([...gradients.scale!]).toEqual([-1, 1])
  })
})

describe('SkipLayerNormalization', () => {
  const skipLayerNormalisation = (inputs: readonly string[], outputs: readonly string[]): OnnxNode =>
    Object.assign(createNode('SkipLayerNormalization', inputs, outputs, { epsilon: { float: 1e-5 } }), {
      domain: 'com.microsoft',
    })
  const wrt = {
    x: randomTensor([2, 3, 4], 1),
    skip: randomTensor([2, 3, 4], 2),
    scale: randomTensor([4], 3),
    bias: randomTensor([4], 4),
    before: randomTensor([4], 5),
  }

  test('with both biases', async () => {
    await checkRule({ nodes: [skipLayerNormalisation(['x', 'skip', 'scale', 'bias', 'before'], ['y'])], wrt })
  })

  test('through the sum as well', async () => {
    const { x, skip, scale } = wrt
    await checkRule({
      nodes: [
        skipLayerNormalisation(['x', 'skip', 'scale'], ['normalised', '', '', 'sum']),
        createNode('Add', ['normalised', 'sum'], ['y']),
      ],
      wrt: { x, skip, scale },
    })
  })
})

describe('RMSNormalization', () => {
  test.each([
    [[2, 5], -1],
    [[2, 3, 4], 1],
  ] as const)('of shape %j from axis %i', async (dims, axis) => {
    // prettier-ignore
    await checkRule({
      nodes: [createNode('RMSNormalization', ['x', 'scale'], ['y'], { axis })],
      wrt: { x: randomTensor(dims, 1), scale: randomTensor(dims.slice(axis), 2) },
      opset: 23,
    })
  })
})

describe('MeanVarianceNormalization', () => {
  test('over pictures and space', async () => {
    await checkRule({ nodes: [createNode('MeanVarianceNormalization', ['x'], ['y'])], wrt: { x: randomTensor([2, 2, 3, 2]) } })
  })

  test('over given axes', async () => {
    const nodes = [createNode('MeanVarianceNormalization', ['x'], ['y'], { axes: [-1, 1] })]
    await checkRule({ nodes, wrt: { x: randomTensor([2, 3, 2, 3]) } })
  })
})
