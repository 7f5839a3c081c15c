import { describe, expect, test } from 'vitest'
import { curveCounts, groupCounts, mirroredCounts, rankPixels, reversedRanking } from '../../src/metrics/pixel-ranking.ts'

describe('rankPixels', () => {
  test('goes from the highest signed value down, the lowest pixel first of equal ones', () => {
    const { order, groupEnds } = rankPixels([0.2, -3, 0.9, 0.2, 0])
    expect([...order]).toEqual([2, 0, 3, 4, 1])
    expect([...groupEnds]).toEqual([1, 3, 4, 5])
  })

  test.each([
    ['the first picture', [0.9, -0.2, 0.4, 0.1], [0, 2, 3, 1], [1, 3, 2, 0]],
    ['the second picture', [0.3, 0.05, -0.1, 0.8], [3, 0, 1, 2], [2, 1, 0, 3]],
    ['the third picture', [0.7, -0.6, 0.2, -0.4], [0, 2, 3, 1], [1, 3, 2, 0]],
  ])('gives the published orders of %s', (_, map, most, least) => {
    expect([...rankPixels(map).order]).toEqual(most)
    expect([...reversedRanking(rankPixels(map)).order]).toEqual(least)
  })
})

describe('reversedRanking', () => {
  test('ends groups where they began', () => {
    expect([...reversedRanking(rankPixels([5, 5, 4, 4, 4, 1])).groupEnds]).toEqual([1, 4, 6])
  })
})

describe('curveCounts', () => {
  const distinct = rankPixels(Float32Array.from({ length: 100 }, (_, i) => i))

  test('are equal steps where all values differ, with the whole frame at the end', () => {
    expect(curveCounts(distinct, 4)).toEqual([0, 25, 50, 75, 100])
    expect(curveCounts(distinct, 3)).toEqual([0, 33, 66, 100])
  })

  test('never split a group of equal values: the nearest end is taken, the lower of two', () => {
    // Groups of 10, 30, 20 and 40 pixels end at 10, 40, 60 and 100.
    const grouped = rankPixels(Float32Array.from({ length: 100 }, (_, i) => (i < 10 ? 4 : i < 40 ? 3 : i < 60 ? 2 : 1)))
    expect(curveCounts(grouped, 4)).toEqual([0, 10, 40, 60, 100])
    expect(curveCounts(grouped, 2)).toEqual([0, 40, 100])
    expect(curveCounts(grouped, 100)).toEqual(groupCounts(grouped))
  })

  test('are the two ends of a constant map, and no more than its pixels of a small one', () => {
    expect(curveCounts(rankPixels([1, 1, 1]), 8)).toEqual([0, 3])
    expect(curveCounts(rankPixels([1, 2, 3]), 8)).toEqual([0, 1, 2, 3])
  })
})

describe('mirroredCounts', () => {
  test('are at the same groups from the other end', () => {
    const ranking = rankPixels([5, 5, 4, 3, 3, 3, 1])
    expect([...mirroredCounts(groupCounts(ranking))]).toEqual(groupCounts(reversedRanking(ranking)))
    expect(mirroredCounts([0, 3, 10])).toEqual([0, 7, 10])
  })
})
