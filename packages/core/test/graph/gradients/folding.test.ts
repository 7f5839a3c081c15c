import { expect, test } from 'vitest'
import { checkRule, gradientsOf } from './check-rule.ts'
import { operatorCase } from './operator-case.ts'

test.each([
  ['without overlap', [1, 8, 6], [4, 6], [2, 2], { strides: [2, 2] }],
  ['overlapping', [2, 4, 6], [3, 4], [2, 2], {}],
  ['with a margin, steps and holes', [1, 12, 12], [5, 6], [2, 3], { strides: [2, 1], pads: [1, 0, 1, 2], dilations: [1, 2] }],
  ['along one axis', [1, 3, 4], [6], [3], {}],
] as const)('Col2Im %s', async (_, dims, image, block, attributes) => {
  await checkRule({ ...operatorCase('Col2Im', dims, [image, block], attributes), opset: 18 })
})

test('Col2Im by hand: both blocks read the number that they share', async () => {
  const given = { ...operatorCase('Col2Im', [1, 2, 2], [[3], [2]]), opset: 18 }
  const { gradients } = await gradientsOf(given, [1, 10, 100])
  // Rows are places within a block, columns are blocks.
  expect([...gradients.x!]).toEqual([1, 10, 10, 100])
})
