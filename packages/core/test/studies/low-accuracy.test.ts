import { expect, it } from 'vitest'
import { describeLowAccuracy } from '../../src/studies/measuring/low-accuracy.ts'

it('a model that gets nearly nothing right is named, with the likely reason', () => {
  const pictures = new Map([
    ['shifted', { known: 30, right: 1 }],
    ['good', { known: 30, right: 20 }],
    ['few', { known: 5, right: 0 }],
  ])
  expect(describeLowAccuracy(pictures)).toEqual([expect.stringMatching(/^shifted gives only 1 of 30 .* background class at 0/)])
})
