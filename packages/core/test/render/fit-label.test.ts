import { expect, test } from 'vitest'
import { fitLabel, fitLabels, splitNames } from '../../src/render/fit-label.ts'
import { createTextPainter, type Typeface } from '../../src/render/text.ts'

const tenPixels: Typeface = { unitsPerEm: 1, glyph: () => ({ advance: 1, outline: () => '' }) }
const painter = createTextPainter({ regular: [tenPixels], strong: [] })
const style = { size: 10, weight: 'regular', colour: '#000' } as const

test('a label that fits stays whole, whatever is in it', () => {
  expect(fitLabel(painter, 'tomato, late blight', 190, style)).toBe('tomato, late blight')
})

test('a list of names that does not fit is its first name', () => {
  expect(fitLabel(painter, 'giant panda, panda, panda bear', 150, style)).toBe('giant panda')
})

test('a first name that does not fit is cut', () => {
  expect(fitLabel(painter, 'giant panda, panda', 60, style)).toBe('giant…')
})

test('labels that differ only after their first name are cut instead', () => {
  expect(fitLabels(painter, ['tomato, late blight', 'tomato, healthy', 'potato, scab'], 110, style)).toEqual([
    'tomato, la…',
    'tomato, he…',
    'potato',
  ])
})

test('a label splits into its first name and the others', () => {
  expect(['lynx, catamount', 'lynx', ', odd'].map(splitNames)).toEqual([
    ['lynx', 'catamount'],
    ['lynx', ''],
    [', odd', ''],
  ])
})
