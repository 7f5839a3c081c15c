import { expect, test } from 'vitest'
import { regionAreas, regionCentres } from '../../src/regions/geometry.ts'

const corner = { width: 4, height: 2, count: 2, labels: Uint16Array.from([0, 1, 1, 1, 1, 1, 1, 1]), kind: 'map' }

test('areas are shares of the frame', () => {
  expect(Array.from(regionAreas(corner))).toEqual([1 / 8, 7 / 8])
})

test('centres are means of pixel centres, as fractions of width and height', () => {
  const [x0, y0, x1, y1] = regionCentres(corner)
  expect([x0, y0]).toEqual([0.125, 0.25])
  expect(x1).toBeCloseTo((2 * (0.375 + 0.625 + 0.875) + 0.125) / 7, 15)
  expect(y1).toBeCloseTo((3 * 0.25 + 4 * 0.75) / 7, 15)
})
