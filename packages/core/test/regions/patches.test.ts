import { describe, expect, test } from 'vitest'
import { patches } from '../../src/regions/patches.ts'
import { frame } from './frame.ts'

const prior = (width: number, values: number[]) => ({ width, height: values.length / width, values: Float32Array.from(values) })

/** The pixels of each region, for frames whose pixels are cells. */
const cellsOf = ({ count, labels }: { count: number; labels: Uint16Array }) =>
  Array.from({ length: count }, (_, region) => Array.from(labels.keys()).filter((pixel) => labels[pixel] === region))

describe('regions of cells', () => {
  test('take the cells in the order of the prior', () => {
    const map = prior(4, [9, 1, 5, 3, 2, 8, 4, 0, 7, 6, 10, 11, 15, 12, 14, 13])
    const square = frame(4, 4)
    expect(cellsOf(patches(square, { count: 4, prior: map, side: 4, cells: 4 }, square))).toEqual([
      [12, 13, 14, 15],
      [0, 5, 10, 11],
      [2, 6, 8, 9],
      [1, 3, 4, 7],
    ])
  })

  test('take equal cells in row order, so that without a prior they are rows', () => {
    const square = frame(4, 4)
    const rows = [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10, 11],
      [12, 13, 14, 15],
    ]
    expect(cellsOf(patches(square, { count: 4, prior: null }, square))).toEqual(rows)
    expect(cellsOf(patches(square, { count: 4, prior: prior(1, [0.5]) }, square))).toEqual(rows)
  })

  test('put what is left over in a last one', () => {
    const square = frame(3, 3)
    expect(cellsOf(patches(square, { count: 2, prior: null, side: 3, cells: 4 }, square))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8],
    ])
  })

  test('are cells of equal sides on a frame of any shape, the last row and column wider', () => {
    const wide = frame(7, 5)
    const { labels } = patches(wide, { count: 4, prior: prior(2, [1, 3, 4, 2]), side: 2, cells: 1 }, wide)
    expect(labels.join('').match(/.{7}/g)).toEqual(['3331111', '3331111', '0002222', '0002222', '0002222'])
  })

  test('see of a prior in the size of the picture what the frame shows', () => {
    const right = frame(2, 2, { x: 2, y: 0, width: 2, height: 2 })
    const map = prior(4, [9, 9, 1, 2, 9, 9, 3, 4])
    const { labels } = patches(right, { count: 4, prior: map, side: 2, cells: 1 }, { width: 4, height: 2 })
    expect(Array.from(labels)).toEqual([3, 2, 1, 0])
  })
})

describe('their number', () => {
  const count = (options: object) => patches(frame(224, 224), { count: 49, prior: null, ...options }, frame(224, 224)).count

  test('is that of the published settings', () => {
    expect(count({ side: 10, cells: 4 })).toBe(25)
    expect(count({ side: 28, cells: 8 })).toBe(98)
    expect(count({ side: 10, cells: 2 })).toBe(50)
    expect(count({ side: 14, cells: 4 })).toBe(49)
  })

  test('is about the wanted one by default', () => {
    expect(count({})).toBe(49)
    expect(count({ count: 100 })).toBe(100)
    expect(count({ count: 98, side: 28 })).toBe(98)
    expect(count({ count: 1 })).toBe(1)
  })
})

test.each([[{ side: 0 }], [{ side: 5 }], [{ side: 1.5 }], [{ side: 2, cells: 5 }], [{ cells: 0 }], [{ cells: Number.NaN }]])(
  '%j is refused on 9x4 pixels',
  (options) => {
    const wide = frame(9, 4)
    expect(() => patches(wide, { count: 4, prior: null, ...options }, wide)).toThrow(
      expect.objectContaining({ code: 'USAGE_REGIONS' }),
    )
  },
)

test('more than 65535 regions are refused', () => {
  const large = frame(300, 300)
  expect(() => patches(large, { count: 49, prior: null, side: 300, cells: 1 }, large)).toThrow(
    expect.objectContaining({ code: 'USAGE_REGIONS', where: { value: 90_000, limit: 65_535 } }),
  )
})
