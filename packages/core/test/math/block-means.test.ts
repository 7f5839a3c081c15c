import { expect, test } from 'vitest'
import { blockMeans } from '../../src/math/block-means.ts'

test('means over blocks are those of what lies in the plane', () => {
  // 1 2 | 3
  // 4 5 | 6
  // ---------
  // 7 8 | 9
  expect([...blockMeans([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3, 2)]).toEqual([3, 4.5, 7.5, 9])
})
