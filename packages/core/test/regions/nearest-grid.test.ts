import { describe, expect, it } from 'vitest'
import { nearestGrid } from '../../src/regions/nearest-grid.ts'

const firstRow = (width: number, columns: number): string => [...nearestGrid(width, 1, 1, columns).labels].join('')

describe('the cells of a mask enlarged without interpolation', () => {
  it('take the pixels whose middles they lie under', () => {
    // 8 pixels over 3 cells: middles .1875 .5625 .9375 1.3125 1.6875 2.0625 2.4375 2.8125.
    expect(firstRow(8, 3)).toBe('00011222')
    // Plain nearest without the half pixel would give 000111222 2.
    expect(firstRow(10, 3)).toBe('0001111222')
    expect(firstRow(6, 3)).toBe('001122')
  })

  it('are numbered row by row', () => {
    const { labels, count } = nearestGrid(4, 6, 3, 2)
    expect(count).toBe(6)
    expect([...labels].join('')).toBe('001100112233223344554455')
  })

  it('are all used, up to one pixel each', () => {
    for (const columns of [1, 7, 30, 31]) expect(new Set(nearestGrid(31, 1, 1, columns).labels).size).toBe(columns)
  })

  it('may not be finer than the frame', () => {
    expect(() => nearestGrid(4, 6, 3, 5)).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: '3x5', limit: '6x4' } }),
    )
  })
})
