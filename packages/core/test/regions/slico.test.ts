import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { slico } from '../../src/regions/slico.ts'
import { countDifferences, goldenLabels, goldenPicture, ripples } from './golden.ts'

describe('equals OpenCV on every pixel', () => {
  test.each([
    ['panda', 30, 20, 49, 'panda-slico-30'],
    ['panda', 30, 1, 49, 'panda-slico-30-pass1'],
    ['panda', 22, 20, 100, 'panda-slico-22'],
    ['panda', 15, 20, 218, 'panda-slico-15'],
    ['coffee', 30, 20, 49, 'coffee-slico-30'],
    ['coffee', 30, 1, 49, 'coffee-slico-30-pass1'],
    ['coffee', 22, 20, 100, 'coffee-slico-22'],
    ['coffee', 15, 20, 218, 'coffee-slico-15'],
    ['officer', 30, 20, 49, 'officer-slico-30'],
    ['officer', 30, 1, 49, 'officer-slico-30-pass1'],
    ['officer', 22, 20, 100, 'officer-slico-22'],
    ['officer', 15, 20, 218, 'officer-slico-15'],
    ['tiny', 16, 20, 11, 'tiny-slico-16'],
    ['tiny', 16, 1, 11, 'tiny-slico-16-pass1'],
    ['tiny', 10, 20, 30, 'tiny-slico-10'],
  ])('%s, cell %i, %i passes: %i regions', async (picture, cell, passes, count, map) => {
    const regions = slico(await goldenPicture(picture), cell, passes)
    expect(regions.count).toBe(count)
    expect(countDifferences(regions.labels, await goldenLabels(map))).toBe(0)
  })
})

test('an even colour gives regions that tile the frame, with the first seed in the first region', () => {
  const regions = slico({ width: 60, height: 40, rgb: new Uint8Array(60 * 40 * 3).fill(99) }, 20)
  expect(regions).toMatchObject({ width: 60, height: 40, kind: 'slico' })
  expect(regions.labels[10 * 60 + 10]).toBe(0)
  expect(new Set(regions.labels).size).toBe(regions.count)
})

test('the same frame gives the same regions again', async () => {
  const picture = await goldenPicture('tiny')
  expect(slico(picture, 10)).toEqual(slico(picture, 10))
})

test('a frame whose sums pass the whole numbers of float32 still equals OpenCV', () => {
  const regions = slico(ripples(400, 300), 40)
  expect(regions.count).toBe(67)
  const digest = createHash('sha256').update(regions.labels).digest('hex')
  expect(digest).toBe('b8357db4b24fb9441a0a5ac0a4821e5ad7691e816e0c719b1c744a4043e7e595')
})

test.each([
  [300, 30, 0],
  [300, 30, 2.5],
  [300, 30, 60],
  [300, 300, 1],
])('on %ix%i pixels a cell of %d is refused: it leaves no seed, or too many', (width, height, cell) => {
  expect(() => slico({ width, height, rgb: new Uint8Array(3 * width * height) }, cell)).toThrow(
    expect.objectContaining({ code: 'USAGE_REGIONS' }),
  )
})
