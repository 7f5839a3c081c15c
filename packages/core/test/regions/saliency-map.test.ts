import { describe, expect, test } from 'vitest'
import { fitMap } from '../../src/regions/saliency-map.ts'
import { frame } from './frame.ts'

const map = (width: number, height: number, values: number[]) => ({ width, height, values: Float32Array.from(values) })

describe('a map is brought to the frame', () => {
  test('of the same size as it is', () => {
    const same = map(2, 2, [1, 2, 3, 4])
    expect(fitMap(same, frame(2, 2), { width: 9, height: 9 })).toBe(same)
  })

  test('of the picture by the box that the frame shows', () => {
    const middle = frame(2, 1, { x: 1, y: 0, width: 2, height: 1 })
    expect(fitMap(map(4, 1, [0, 10, 20, 30]), middle, { width: 4, height: 1 })).toEqual(map(2, 1, [10, 20]))
  })

  test('of any other size as a whole', () => {
    const middle = frame(4, 2, { x: 1, y: 0, width: 2, height: 1 })
    expect(fitMap(map(2, 1, [0, 8]), middle, { width: 4, height: 1 })).toEqual(map(4, 2, [0, 2, 6, 8, 0, 2, 6, 8]))
  })
})

describe('a map is refused', () => {
  const refused = (broken: ReturnType<typeof map>) => expect(() => fitMap(broken, frame(2, 2), frame(2, 2)))

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('that holds %d, by its place', (value) => {
    refused(map(2, 2, [0, 0, 0, value])).toThrow(
      expect.objectContaining({ code: 'MAP_UNREADABLE', message: expect.stringContaining('column 1, row 1 (index 3)') }),
    )
  })

  test.each([
    ['empty', map(0, 0, [])],
    ['of another length than its sides say', map(2, 2, [1, 2, 3])],
    ['of fractional sides', map(1.5, 2, [1, 2, 3])],
    ['of negative sides', map(-2, -1, [1, 2])],
  ])('%s', (_, broken) => {
    refused(broken).toThrow(expect.objectContaining({ code: 'MAP_UNREADABLE' }))
  })

  test('above 100 million values', () => {
    refused(map(1e5, 1e5, [])).toThrow(expect.objectContaining({ where: { value: 1e10, limit: 100_000_000 } }))
  })
})
