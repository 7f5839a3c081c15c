import { expect, test } from 'vitest'
import { placeTags } from '../../src/render/place-tags.ts'
import { quarters } from './example-explanation.ts'

// The frame of four quarters is drawn 200x200; the picture reaches 100 further to the right.
const frame = { x: 0, y: 0, width: 200, height: 200 }
const picture = { x: 0, y: 0, width: 300, height: 200 }
const tag = (regions: readonly number[], width = 60) => ({ width, height: 20, regions })

test('a tag stands beside its region where it covers nothing that is chosen', () => {
  // Above the lower left quarter: 8 pixels away from it, in the middle.
  expect(placeTags([tag([2])], quarters, frame, picture)).toEqual([{ x: 20, y: 72, width: 60, height: 20 }])
})

test('a tag is moved inside the picture', () => {
  const [placed] = placeTags([tag([0, 2])], quarters, frame, { ...picture, width: 110 })
  expect(placed!.x + placed!.width).toBeLessThanOrEqual(110)
})

test('a second tag stands off the first', () => {
  const [first, second] = placeTags([tag([1]), tag([1])], quarters, frame, picture)
  expect(first).not.toEqual(second)
  expect(second!.x >= first!.x + first!.width || second!.y >= first!.y + first!.height || second!.y + 20 <= first!.y).toBe(true)
})

test('a tag without regions, or larger than the picture, is left out', () => {
  expect(placeTags([tag([]), tag([0], 400)], quarters, frame, picture)).toEqual([null, null])
})
