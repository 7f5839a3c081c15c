import { expect, test } from 'vitest'
import { composeHidden, composeKept } from '../../src/render/frames.ts'
import { quarters } from './example-explanation.ts'

const frame = new Uint8Array(48).fill(200)
const baseline = new Uint8Array(48).fill(9)

/** The red channel, row by row. */
const red = (rgb: Uint8Array) => Array.from({ length: 16 }, (_, pixel) => rgb[3 * pixel])

test('a kept frame shows the regions on the baseline', () => {
  expect(red(composeKept(frame, baseline, quarters, new Set([1])))).toEqual(
    [
      [9, 9, 200, 200],
      [9, 9, 200, 200],
      [9, 9, 9, 9],
      [9, 9, 9, 9],
    ].flat(),
  )
})

test('a hidden frame is the complement', () => {
  expect(composeHidden(frame, baseline, quarters, new Set([1]))).toEqual(
    composeKept(frame, baseline, quarters, new Set([0, 2, 3])),
  )
})

test('the inputs stay as they are', () => {
  composeKept(frame, baseline, quarters, new Set([0]))
  expect([frame[0], baseline[0]]).toEqual([200, 9])
})
