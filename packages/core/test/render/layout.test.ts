import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contains, overlap } from '../../src/render/boxes.ts'
import { margin, pageWidth, placePictures, rightColumn } from '../../src/render/layout.ts'

const size = fc.integer({ min: 1, max: 20_000 })

test('every box lies inside the page and overlaps no other, whatever the shape of the picture', () => {
  fc.assert(
    fc.property(size, size, fc.constantFrom(0, 36), (width, height, caption) => {
      const { hero, heroPicture, panels, height: total } = placePictures(width, height, 200, caption)
      const page = { x: margin, y: 200, width: pageWidth - 2 * margin, height: total }
      const heroAndCaption = { ...hero, height: heroPicture.y + heroPicture.height + caption - hero.y }
      expect([heroAndCaption, ...panels].every((box) => contains(page, box))).toBe(true)
      expect(contains(hero, heroPicture)).toBe(true)
      expect(overlap(heroAndCaption, panels[0]) || overlap(heroAndCaption, panels[1]) || overlap(...panels)).toBe(false)
    }),
  )
})

test('all numbers are whole pixels, and no side is empty', () => {
  fc.assert(
    fc.property(size, size, (width, height) => {
      const { heroPicture, panels } = placePictures(width, height, 0, 0)
      const numbers = [heroPicture, ...panels].flatMap((box) => [box.x, box.y, box.width, box.height])
      expect(numbers.every(Number.isInteger)).toBe(true)
      expect(Math.min(heroPicture.width, heroPicture.height)).toBeGreaterThan(0)
    }),
  )
})

test('a usual picture keeps its aspect', () => {
  const { heroPicture } = placePictures(640, 480, 0, 0)
  expect(heroPicture).toMatchObject({ width: 720, height: 540 })
})

test('a panorama takes the full width with the frames below, a portrait stands beside them', () => {
  const panorama = placePictures(4000, 1000, 0, 0)
  expect(panorama.heroPicture.width).toBe(pageWidth - 2 * margin)
  expect(panorama.panels[0].y).toBeGreaterThan(panorama.heroPicture.height)
  const portrait = placePictures(1000, 2000, 0, 0)
  expect(portrait.panels[0].y).toBe(0)
})

test('what follows the pictures has room on the left', () => {
  expect(rightColumn(placePictures(1000, 4000, 0, 0))).toBeGreaterThan(600)
})
