import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeds } from '../../src/regions/seeds.ts'
import { chooseSuperpixels, layOutSeeds } from '../../src/regions/seeds-grid.ts'
import { countDifferences, goldenLabels, goldenPicture, ripples } from './golden.ts'

describe('equals OpenCV on every pixel', () => {
  test.each([
    ['panda', 10, 49, 'panda-seeds'],
    ['panda', 0, 49, 'panda-seeds-blocks'],
    ['coffee', 10, 49, 'coffee-seeds'],
    ['coffee', 0, 49, 'coffee-seeds-blocks'],
    ['officer', 10, 49, 'officer-seeds'],
    ['officer', 0, 49, 'officer-seeds-blocks'],
    ['tiny', 10, 48, 'tiny-seeds'],
    ['tiny', 0, 48, 'tiny-seeds-blocks'],
  ])('%s, %i passes: %i regions', async (picture, passes, count, map) => {
    const regions = seeds(await goldenPicture(picture), 50, passes)
    expect(regions).toMatchObject({ count, kind: 'seeds' })
    expect(countDifferences(regions.labels, await goldenLabels(map))).toBe(0)
  })

  const digest = (labels: Uint16Array) => createHash('sha256').update(labels).digest('hex')

  test.each([
    [160, 224, 100, 54, '615ea5306b798df89264e8d4b0eda8a304405ff1a7635824b343b4893d6d0652'],
    [22, 26, 49, 18, 'b9114f97d2dded95ff3366c853092f225d0b868e0e9ca222635fdc9f1d78f3ea'],
  ])(
    'ripples of %ix%i with blocks that straddle two superpixels, %i asked for: %i regions',
    (width, height, asked, count, hash) => {
      const regions = seeds(ripples(width, height), asked)
      expect(regions.count).toBe(count)
      expect(digest(regions.labels)).toBe(hash)
    },
  )

  test('a photograph with several hundred superpixels', async () => {
    const regions = seeds(await goldenPicture('coffee'), 400)
    expect(regions.count).toBe(324)
    expect(digest(regions.labels)).toBe('84dbed941198b61bd67c02be8aed2eeb701bc60ece3a998676f0b2d434bfedb7')
  })
})

describe('the number of superpixels', () => {
  const count = (size: number, asked: number) => {
    const { columns, rows } = layOutSeeds(size, size, asked).at(-1)!
    return columns * rows
  }

  test('is 49 of 50 at 224x224 and 112x112, and fewer where blocks are rounded up', () => {
    expect([224, 112].map((size) => count(size, 50))).toEqual([49, 49])
    expect([227, 240, 260, 299, 384].map((size) => count(size, 50))).toEqual([36, 36, 36, 36, 36])
  })

  test('is the nearest that the frame allows', () => {
    expect(chooseSuperpixels(224, 224, 49)).toBe(49)
    expect(chooseSuperpixels(224, 224, 48)).toBe(49)
    expect([49, 51].map((wanted) => count(384, chooseSuperpixels(384, 384, wanted)))).toEqual([36, 64])
  })

  test('of the finest blocks is halved from level to level', () => {
    expect(layOutSeeds(224, 224, 50)).toEqual([
      { columns: 28, rows: 28 },
      { columns: 14, rows: 14 },
      { columns: 7, rows: 7 },
    ])
  })
})

test('on any frame, however small or narrow, every pixel has a label below the count', () => {
  const side = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 100 }), (width, height, asked) => {
      const { labels, count } = seeds(ripples(width, height), asked)
      expect(labels.length).toBe(width * height)
      expect(Math.max(...labels)).toBeLessThan(count)
    }),
  )
})

test('the same frame gives the same regions again', () => {
  expect(seeds(ripples(60, 40), 20)).toEqual(seeds(ripples(60, 40), 20))
})
