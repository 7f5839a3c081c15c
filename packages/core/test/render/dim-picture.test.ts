import { expect, test } from 'vitest'
import { dimPicture, tintPicture } from '../../src/render/dim-picture.ts'
import { quarters } from './example-explanation.ts'

const picture = { width: 8, height: 6, rgb: new Uint8Array(8 * 6 * 3).map((_, index) => [200, 100, 0][index % 3]!) }
const source = { x: 2, y: 1, width: 4, height: 4 }
const hero = dimPicture(picture, source, quarters, new Set([1]), [255, 255, 255])
const at = (x: number, y: number) => [...hero.subarray(3 * (y * 8 + x), 3 * (y * 8 + x) + 3)]

test('selected regions keep their colour', () => {
  for (const [x, y] of [
    [4, 1],
    [5, 2],
  ] as const)
    expect(at(x, y)).toEqual([200, 100, 0])
})

test('the rest of the frame is grey and paler', () => {
  const [red, green, blue] = at(2, 1)
  expect([green, blue]).toEqual([red, red])
  expect(red).toBeGreaterThan(118) // the grey of (200, 100, 0)
})

test('what the model did not see is paler still', () => {
  expect(at(0, 0)[0]).toBeGreaterThan(at(2, 1)[0]!)
  expect(at(6, 1)).toEqual(at(0, 0))
})

test('a tinted picture shows the map over the frame, and fades what lies outside', () => {
  const red = new Uint8Array(48).map((_, index) => (index % 3 === 0 ? 255 : 0))
  const tinted = tintPicture(picture, source, quarters, red, [255, 255, 255])
  const [inside, outside] = [tinted.subarray(3 * (2 * 8 + 3)), tinted.subarray(0)]
  expect(inside[0]).toBeGreaterThan(inside[1]!)
  expect(outside[0]).toBe(outside[1])
})
