import { expect, test } from 'vitest'
import { otherNames, shortLabels } from '../../src/render/short-labels.ts'

test('labels that are lists of names are shown by their first', () => {
  expect(shortLabels(['giant panda, panda, panda bear', 'indri'])).toEqual(['giant panda', 'indri'])
})

test('labels that differ only after their first name stay whole', () => {
  expect(shortLabels(['tomato, late blight', 'tomato, healthy', 'potato, scab'])).toEqual([
    'tomato, late blight',
    'tomato, healthy',
    'potato',
  ])
})

test('the other names are what follows the first comma', () => {
  expect(['lynx, catamount, cat', 'lynx'].map(otherNames)).toEqual(['catamount, cat', ''])
})
