import { describe, expect, test } from 'vitest'
import { type AttributeValue, createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, type RuleCase, randomTensor } from './check-rule.ts'
import { tensorOf } from './tensors.ts'

interface Options {
  readonly dims?: readonly number[]
  readonly scales?: readonly number[]
  readonly sizes?: readonly number[]
  readonly opset?: number
}

function resizeCase(
  attributes: Readonly<Record<string, AttributeValue>>,
  { dims = [1, 2, 4, 3], scales, sizes, opset = 16 }: Options,
): RuleCase {
  return {
    nodes: [createNode('Resize', ['x', '', scales ? 'scales' : '', ...(sizes ? ['sizes'] : [])], ['y'], attributes)],
    wrt: { x: randomTensor(dims) },
    ...(scales ? { floats: { scales: tensorOf(scales) } } : {}),
    ...(sizes ? { integers: { sizes: tensorOf(sizes) } } : {}),
    opset,
  }
}

const coordinateModes = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric']

describe('Resize', () => {
  describe.each(['linear', 'cubic'])('%s', (mode) => {
    test.each(coordinateModes)('%s, larger and smaller', async (coordinate_transformation_mode) => {
      const attributes = { mode, coordinate_transformation_mode }
      await checkRule(resizeCase(attributes, { scales: [1, 1, 1.75, 0.625] }))
      await checkRule(resizeCase(attributes, { sizes: [1, 2, 7, 2] }))
      await checkRule(resizeCase(attributes, { sizes: [1, 2, 1, 3] }))
    })

    test('half_pixel_symmetric, of operator set 19', async () => {
      const attributes = { mode, coordinate_transformation_mode: 'half_pixel_symmetric' }
      await checkRule(resizeCase(attributes, { scales: [1, 1, 1.3, 0.7], opset: 19 }))
    })

    test('antialiased, of operator set 18', async () => {
      await checkRule(resizeCase({ mode, antialias: 1 }, { dims: [1, 1, 9, 8], sizes: [1, 1, 4, 3], opset: 18 }))
      await checkRule(
        resizeCase({ mode, antialias: 1, exclude_outside: 1 }, { dims: [1, 1, 9, 4], sizes: [1, 1, 4, 6], opset: 18 }),
      )
    })
  })

  test('cubic where places outside weigh nothing', async () => {
    await checkRule(resizeCase({ mode: 'cubic', exclude_outside: 1 }, { sizes: [1, 2, 7, 2] }))
  })

  test('cubic with another coefficient', async () => {
    await checkRule(resizeCase({ mode: 'cubic', cubic_coeff_a: { float: -0.5 } }, { sizes: [1, 2, 7, 2] }))
  })

  describe('nearest', () => {
    test.each(coordinateModes)('%s', async (coordinate_transformation_mode) => {
      for (const nearest_mode of ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil']) {
        const attributes = { mode: 'nearest', coordinate_transformation_mode, nearest_mode }
        await checkRule(resizeCase(attributes, { dims: [1, 1, 4, 5], sizes: [1, 1, 7, 3] }))
      }
    })

    test('whole factors', async () => {
      await checkRule(resizeCase({}, { dims: [1, 2, 3, 2], scales: [1, 1, 2, 3] }))
    })

    test('of the batch and channel axes too', async () => {
      await checkRule(resizeCase({ coordinate_transformation_mode: 'asymmetric' }, { dims: [2, 3, 2, 2], sizes: [3, 2, 2, 4] }))
    })

    test('by hand: each number gets the sum over its four copies', async () => {
      const given = resizeCase({ coordinate_transformation_mode: 'asymmetric' }, { dims: [1, 1, 1, 2], scales: [1, 1, 2, 2] })
      const { gradients } = await gradientsOf(given, [1, 2, 3, 4, 10, 20, 30, 40])
      expect([...gradients.x!]).toEqual([33, 77])
    })
  })

  test('linear by hand: doubled, an inner number gets 0.75 and 0.25 of its neighbours, the edge keeps the rest', async () => {
    const given = resizeCase({ mode: 'linear' }, { dims: [1, 1, 1, 2], scales: [1, 1, 1, 2] })
    const { gradients } = await gradientsOf(given, [1, 10, 100, 1000])
    expect([...gradients.x!]).toEqual([1 + 7.5 + 25, 2.5 + 75 + 1000])
  })

  test('axes and the aspect ratio of operator set 18', async () => {
    for (const keep_aspect_ratio_policy of ['stretch', 'not_larger', 'not_smaller'])
      for (const mode of ['linear', 'nearest'])
        await checkRule(
          resizeCase({ mode, axes: [2, 3], keep_aspect_ratio_policy }, { dims: [1, 1, 4, 6], sizes: [7, 8], opset: 18 }),
        )
    await checkRule(resizeCase({ mode: 'linear', axes: [-1, -2] }, { scales: [2, 1.5], opset: 18 }))
  })

  test('other coordinates are refused in words', async () => {
    const given = resizeCase({ coordinate_transformation_mode: 'tf_crop_and_resize' }, { sizes: [1, 2, 7, 2] })
    await expect(gradientsOf(given)).rejects.toThrow('Resize (coordinate_transformation_mode "tf_crop_and_resize")')
  })
})
