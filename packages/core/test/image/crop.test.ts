import { expect, test } from 'vitest'
import { crop } from '../../src/image/crop.ts'

const numbered = Uint8Array.from({ length: 12 }, (_, k) => k) // 4 wide, 3 high

test('cuts the box out row by row', () => {
  expect(Array.from(crop(numbered, 4, 3, { x: 1, y: 1, width: 2, height: 2 }, 1))).toEqual([5, 6, 9, 10])
})

test('keeps channels together', () => {
  expect(Array.from(crop(numbered, 2, 2, { x: 1, y: 0, width: 1, height: 2 }))).toEqual([3, 4, 5, 9, 10, 11])
})

test.each([
  ['left', { x: -1, y: 0, width: 2, height: 2 }],
  ['right', { x: 3, y: 0, width: 2, height: 2 }],
  ['below', { x: 0, y: 2, width: 2, height: 2 }],
  ['empty', { x: 0, y: 0, width: 0, height: 2 }],
  ['between pixels', { x: 0.5, y: 0, width: 2, height: 2 }],
])('a box that is outside or %s is refused', (_, box) => {
  expect(() => crop(numbered, 4, 3, box, 1)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
})
