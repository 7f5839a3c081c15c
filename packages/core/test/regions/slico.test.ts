import { describe, expect, test } from 'vitest'
import { slico } from '../../src/regions/slico.ts'
import { goldenLabels, goldenPicture } from './golden.ts'

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
    expect(regions.labels).toEqual(await goldenLabels(map))
  })
})
