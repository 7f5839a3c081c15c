import { describe, expect, test } from 'vitest'
import { regionsFromLabels } from '../../src/regions/label-map.ts'
import { frame } from './frame.ts'

const labels = (width: number, values: number[]) => ({ width, height: values.length / width, values: Uint32Array.from(values) })

describe('given labels', () => {
  test('of the frame are numbered without gaps, in their order', () => {
    expect(regionsFromLabels(labels(2, [70_000, 5, 5, 9]), frame(2, 2), { width: 8, height: 8 })).toEqual({
      width: 2,
      height: 2,
      count: 3,
      labels: Uint16Array.of(2, 0, 0, 1),
      kind: 'file',
    })
  })

  test('of the picture are cut to what the frame shows, and labels out of sight are left out', () => {
    const right = frame(4, 4, { x: 2, y: 0, width: 2, height: 2 })
    const regions = regionsFromLabels(labels(4, [1, 1, 2, 7, 1, 1, 7, 7]), right, { width: 4, height: 2 })
    expect(regions).toMatchObject({ width: 4, height: 4, count: 2 })
    expect(Array.from(regions.labels)).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
  })

  test('go on beyond the border of a padded picture', () => {
    const padded = frame(2, 4, { x: 0, y: -1, width: 2, height: 4 })
    const regions = regionsFromLabels(labels(2, [0, 1, 2, 3]), padded, { width: 2, height: 2 })
    expect(Array.from(regions.labels)).toEqual([0, 1, 0, 1, 2, 3, 2, 3])
  })
})

describe('labels are refused', () => {
  test('of neither size, with all three sizes', () => {
    const refused = () => regionsFromLabels(labels(3, [1, 2, 3]), frame(2, 2), { width: 8, height: 6 }, '"cells.png"')
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'USAGE_REGIONS',
        message: '"cells.png" has 3x1 pixels, but the picture has 8x6 and the frame that the model sees has 2x2.',
        where: { value: '3x1', limit: '8x6 or 2x2' },
      }),
    )
  })

  test('of another length than their sides say', () => {
    const short = { width: 2, height: 2, values: Uint32Array.of(1, 2, 3) }
    expect(() => regionsFromLabels(short, frame(2, 2), frame(2, 2))).toThrow(expect.objectContaining({ code: 'USAGE_REGIONS' }))
  })

  test('when they are more than 65535', () => {
    const many = labels(
      300,
      Array.from({ length: 90_000 }, (_, i) => i),
    )
    expect(() => regionsFromLabels(many, frame(300, 300), frame(300, 300))).toThrow(
      expect.objectContaining({ code: 'USAGE_REGIONS', where: expect.objectContaining({ limit: 65_535 }) }),
    )
  })
})
