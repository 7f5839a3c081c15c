import { describe, expect, test } from 'vitest'
import { checkRule, gradientsOf } from './check-rule.ts'
import { operatorCase } from './operator-case.ts'
import { tensorOf } from './tensors.ts'

describe('Pad', () => {
  const amounts: readonly (readonly number[])[] = [
    [0, 0, 1, 2, 0, 0, 0, 1],
    [0, 0, 2, 2, 0, 0, 2, 2],
    [0, 1, 0, 0, 0, 0, 3, 0],
    [0, 0, 0, 0, 0, 0, 0, 0],
  ]
  test.each(amounts)('zeros: %j', async (...pads) => {
    await checkRule(operatorCase('Pad', [1, 2, 4, 3], [pads]))
  })

  test('negative amounts cut off, alone and beside positive ones', async () => {
    await checkRule(operatorCase('Pad', [5, 4], [[-1, 0, -2, -1]]))
    await checkRule(operatorCase('Pad', [5, 4], [[-1, 2, 3, -1]]))
  })

  test.each(['reflect', 'edge'])('%s', async (mode) => {
    await checkRule(operatorCase('Pad', [1, 2, 4, 3], [[0, 0, 1, 2, 0, 0, 3, 2]], { mode }))
    await checkRule(operatorCase('Pad', [5], [[4, 1]], { mode }))
  })

  test('edge by many: one number is read by the whole margin', async () => {
    await checkRule(operatorCase('Pad', [2, 3], [[0, 20, 0, 0]], { mode: 'edge' }))
  })

  test('wrap, of operator set 19', async () => {
    await checkRule({ ...operatorCase('Pad', [2, 4, 3], [[0, 1, 2, 0, 3, 0]], { mode: 'wrap' }), opset: 19 })
  })

  test('axes of operator set 18', async () => {
    for (const mode of ['constant', 'reflect', 'edge'])
      await checkRule({ ...operatorCase('Pad', [2, 3, 4], [[1, 2, 1, 0], null, [-1, 1]], { mode }), opset: 18 })
  })

  test('by hand: the edge gets what its copies got', async () => {
    const edge = await gradientsOf(operatorCase('Pad', [3], [[2, 1]], { mode: 'edge' }), [1, 2, 4, 8, 16, 32])
    expect([...edge.gradients.x!]).toEqual([7, 8, 48])
    const reflect = await gradientsOf(operatorCase('Pad', [3], [[2, 1]], { mode: 'reflect' }), [1, 2, 4, 8, 16, 32])
    expect([...reflect.gradients.x!]).toEqual([4, 2 + 8 + 32, 1 + 16])
  })
})

test.each([
  [
    [4, 5],
    [0, 1],
  ],
  [
    [3, 8],
    [1, 2],
  ],
  [
    [1, 1],
    [-1, -2],
  ],
])('CenterCropPad to %j of axes %j', async (sizes, axes) => {
  await checkRule({ ...operatorCase('CenterCropPad', [3, 4, 6], [tensorOf(sizes)], { axes }), opset: 18 })
})
