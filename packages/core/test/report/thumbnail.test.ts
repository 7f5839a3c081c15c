import { expect, test } from 'vitest'
import { drawThumbnail, frameInSquare } from '../../src/report/thumbnail.ts'
import { quarters } from '../render/example-explanation.ts'

const side = 8
const whole = { x: 0, y: 0, width: side, height: side }
const seen = { width: side, height: side, rgb: new Uint8Array(3 * side * side).map((_, index) => [200, 100, 0][index % 3]!) }

/** The pixel of a thumbnail whose selection is the upper right quarter. */
function at(x: number, y: number, { pixels = seen, box = whole, place = whole } = {}): readonly number[] {
  const { rgba } = drawThumbnail(pixels, box, place, quarters, new Set([1]), side)
  return [...rgba.subarray(4 * (y * side + x), 4 * (y * side + x) + 4)]
}

test('the answer keeps its colour', () => {
  expect(at(5, 1)).toEqual([200, 100, 0, 255])
})

test('its edge is drawn, also along the edge of the frame', () => {
  expect(at(4, 1)).toEqual([31, 143, 214, 255])
  expect(at(7, 0)).toEqual([31, 143, 214, 255])
})

test('the rest is grey and lets the page through', () => {
  // 0.299 * 200 + 0.587 * 100 = 118.5, halves up.
  expect(at(1, 6)).toEqual([119, 119, 119, 96])
})

test('what the picture does not reach stays empty', () => {
  const lower = { ...whole, y: 4, height: 4 }
  expect(at(1, 1, { pixels: { ...seen, height: 4 }, box: lower })).toEqual([0, 0, 0, 0])
  expect(at(1, 5, { pixels: { ...seen, height: 4 }, box: lower })).toEqual([119, 119, 119, 96])
})

test('a wide frame lies in the middle of the square', () => {
  expect(frameInSquare({ width: 16, height: 8 }, 112)).toEqual({ x: 0, y: 28, width: 112, height: 56 })
  expect(frameInSquare({ width: 1, height: 1000 }, 112)).toEqual({ x: 55, y: 0, width: 1, height: 112 })
})
