import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeRuns, encodeRuns } from '../../src/regions/runs.ts'

test('a map is stored as label and length, across the ends of rows', () => {
  const regions = { width: 3, height: 2, count: 2, labels: Uint16Array.from([0, 1, 1, 1, 0, 0]), kind: 'grid' }
  expect(encodeRuns(regions)).toEqual([0, 1, 1, 3, 0, 2])
})

test('every map comes back as it was', () => {
  const size = fc.integer({ min: 1, max: 20 })
  fc.assert(
    fc.property(size, size, fc.integer({ min: 1, max: 8 }), fc.infiniteStream(fc.nat(7)), (width, height, count, stream) => {
      const drawn = Array.from({ length: width * height }, () => stream.next().value! % count)
      const used = [...new Set(drawn)]
      const labels = Uint16Array.from(drawn, (label) => used.indexOf(label))
      const regions = { width, height, count: used.length, labels, kind: 'slico' }
      expect(decodeRuns(encodeRuns(regions), width, height, used.length, 'slico')).toEqual(regions)
    }),
  )
})

describe('a broken map is refused', () => {
  test.each<[string, number[], number, number, number]>([
    ['too short', [0, 1, 1, 2], 2, 2, 2],
    ['too long', [0, 1, 1, 4], 2, 2, 2],
    ['half a pair', [0, 1, 1], 2, 1, 2],
    ['an unknown label', [0, 1, 2, 1], 2, 1, 2],
    ['a negative label', [0, 1, -1, 1], 2, 1, 2],
    ['an unused label', [0, 2], 2, 1, 2],
    ['an empty run', [0, 2, 1, 0], 2, 1, 2],
    ['lengths that cancel', [0, 4, 1, -2], 2, 1, 2],
    ['a fraction', [0, 0.5, 1, 1.5], 2, 1, 2],
    ['no region', [], 0, 0, 0],
    ['a size beyond the limit', [0, 1e12], 1e6, 1e6, 1],
    ['more regions than labels', [0, 1], 1, 1, 70_000],
  ])('%s', (_, runs, width, height, count) => {
    expect(() => decodeRuns(runs, width, height, count, 'slico')).toThrow(expect.objectContaining({ code: 'DOCUMENT_INVALID' }))
  })
})
