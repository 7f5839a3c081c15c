import { expect, test } from 'vitest'
import { labelsOfMasks, maskOf } from '../../src/regions/binary-masks.ts'

/** Labels of masks drawn as rows of text, where `#` is inside. */
const labels = (...masks: string[]) =>
  labelsOfMasks(
    masks.map((mask) => maskOf(Array.from(mask, (pixel) => (pixel === '#' ? 1 : 0)))),
    masks[0]!.length,
  ).join('')

test('masks are numbered in order, and what none covers comes last', () => {
  expect(labels('.##......', '.....###.')).toBe('200221112')
})

test('masks that cover everything leave nothing over', () => {
  expect(labels('##..', '..##')).toBe('0011')
})

test('an overlap stays with the mask of which it is the larger share', () => {
  expect(labels('######..', '....####')).toBe('00001111')
  expect(labels('..###.', '####..')).toBe('110002')
})

test('of equal shares the second mask keeps it', () => {
  expect(labels('####..', '..####')).toBe('001111')
})

test('pairs are settled one after another with what is left of each, and a mask that lost all is left out', () => {
  // The first mask loses its right half to the second and then, as the smaller, keeps a pixel from the third; the third takes all of the second.
  expect(labels('####....', '..##....', '.###....')).toBe('00112222')
})

test('masks of at most 0.0005 of the picture are left out', () => {
  const mask = (first: number, pixels: number) =>
    maskOf(Uint8Array.from({ length: 4000 }, (_, i) => (i >= first && i < first + pixels ? 255 : 0)))
  const values = labelsOfMasks([mask(0, 2), mask(10, 3)], 4000)
  expect([values[0], values[10], values[12], values[13]]).toEqual([1, 0, 0, 1])
})

test('a mask of colours holds every pixel that is not black', () => {
  const mask = maskOf([0, 0, 0, 0, 0, 1, 255, 0, 0], 3)
  expect({ area: mask.area, bits: mask.bits[0] }).toEqual({ area: 2, bits: 0b110 })
})
