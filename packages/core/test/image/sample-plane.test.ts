import { expect, test } from 'vitest'
import { boxOfFrame } from '../../src/image/frame-box.ts'
import { sampleBilinear, sampleNearest } from '../../src/image/sample-plane.ts'

const whole = (width: number, height: number) => ({ x: 0, y: 0, width, height })

test('bilinear values lie between the middles of pixels and go on beyond the last', () => {
  const plane = { width: 2, height: 1, values: [0, 8] }
  expect(Array.from(sampleBilinear(plane, whole(2, 1), 4, 1))).toEqual([0, 2, 6, 8])
})

test('shrinking does not average', () => {
  const plane = { width: 6, height: 1, values: [9, 1, 9, 9, 5, 9] }
  expect(Array.from(sampleBilinear(plane, whole(6, 1), 2, 1))).toEqual([1, 5])
})

test('both axes count', () => {
  const plane = { width: 2, height: 2, values: [0, 4, 8, 16] }
  expect(Array.from(sampleBilinear(plane, whole(2, 2), 1, 1))).toEqual([7])
})

test('a box of the plane is sampled as if it were cut out', () => {
  const plane = { width: 4, height: 2, values: [0, 1, 2, 3, 4, 5, 6, 7] }
  const box = { x: 2, y: 0, width: 2, height: 2 }
  expect(Array.from(sampleBilinear(plane, box, 2, 2))).toEqual([2, 3, 6, 7])
  expect(Array.from(sampleNearest(plane, box, 2, 2))).toEqual([2, 3, 6, 7])
})

test('the nearest pixel is the one under the middle, outside the plane that of its border', () => {
  const plane = { width: 2, height: 1, values: [3, 5] }
  expect(Array.from(sampleNearest(plane, whole(2, 1), 5, 1))).toEqual([3, 3, 5, 5, 5])
  expect(Array.from(sampleNearest(plane, { x: -2, y: -1, width: 6, height: 3 }, 6, 3))).toEqual(
    [3, 3, 3, 5, 5, 5].concat([3, 3, 3, 5, 5, 5], [3, 3, 3, 5, 5, 5]),
  )
})

test('a frame shows its source box of a map in the size of the picture, and all of any other map', () => {
  const frame = { width: 4, height: 4, source: { x: 1, y: 0, width: 6, height: 6 } }
  const picture = { width: 8, height: 6 }
  expect(boxOfFrame({ width: 8, height: 6 }, frame, picture)).toEqual(frame.source)
  expect(boxOfFrame({ width: 7, height: 7 }, frame, picture)).toEqual(whole(7, 7))
  expect(boxOfFrame({ width: 4, height: 4 }, frame, { width: 4, height: 4 })).toEqual(whole(4, 4))
})
