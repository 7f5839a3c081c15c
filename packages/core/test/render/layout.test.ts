import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, overlap } from '../../src/render/boxes.ts'
import { margin, pageWidth, placePictures, placePicturesWithMap, rightColumn } from '../../src/render/layout.ts'

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

describe('with a map', () => {
  test('every box lies inside the page and overlaps no other, whatever the shape of the picture', () => {
    fc.assert(
      fc.property(size, size, fc.constantFrom(0, 36), (width, height, hero) => {
        const captions = { hero, map: 104 }
        const places = placePicturesWithMap(width, height, 200, captions)
        const page = { x: margin, y: 200, width: pageWidth - 2 * margin, height: places.height }
        const boxes = [
          { ...places.hero, height: places.hero.height + captions.hero },
          { ...places.map, height: places.map.height + captions.map },
          ...places.panels,
        ]
        expect(boxes.every((box) => contains(page, box))).toBe(true)
        expect(contains(places.hero, places.heroPicture) && contains(places.map, places.mapPicture)).toBe(true)
        expect(boxes.some((box, index) => boxes.slice(index + 1).some((other) => overlap(box, other)))).toBe(false)
      }),
    )
  })

  test('the picture is drawn twice in one size: in one row, the frames below; of a tall one beside; of a panorama one below the other', () => {
    const captions = { hero: 0, map: 100 }
    const usual = placePicturesWithMap(640, 480, 0, captions)
    expect([usual.heroPicture.width, usual.mapPicture.width, usual.map.y]).toEqual([624, 624, 0])
    expect(usual.panels[0].y).toBeGreaterThan(usual.map.height + 100)
    const tall = placePicturesWithMap(900, 1600, 0, captions)
    expect([tall.heroPicture.height, tall.mapPicture.height, tall.panels[0].y]).toEqual([564, 564, 0])
    const panorama = placePicturesWithMap(4000, 1000, 0, captions)
    expect(panorama.map.y).toBeGreaterThan(panorama.hero.height)
    expect(panorama.mapPicture.width).toBe(pageWidth - 2 * margin)
  })
})
