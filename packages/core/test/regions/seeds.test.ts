import { describe, expect, test } from 'vitest'
import { seeds } from '../../src/regions/seeds.ts'
import { countDifferences, goldenLabels, goldenPicture } from './golden.ts'

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
})
