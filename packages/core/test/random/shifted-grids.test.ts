import { describe, expect, test } from 'vitest'
import { createShiftedGrids, type ShiftedGridOptions } from '../../src/random/shifted-grids.ts'

const options = { seed: 3, cells: 49, keep: 0.3, shifts: [5, 8] } as const

function draw(index: number, changes: Partial<ShiftedGridOptions> = {}): { cells: number[]; offset: number[] } {
  const given = { ...options, ...changes }
  const cells = new Float32Array(given.cells)
  const offset = new Uint32Array(2)
  createShiftedGrids(given).draw(index, cells, offset)
  return { cells: [...cells], offset: [...offset] }
}

const drawn = Array.from({ length: 2000 }, (_, index) => draw(index))

describe('shifted grids', () => {
  test('keep each cell with the given probability', () => {
    const kept = Array.from({ length: 49 }, (_, cell) => drawn.reduce((sum, { cells }) => sum + cells[cell]!, 0) / 2000)
    // Four standard errors of a share of 0.3 over 2000 draws.
    expect(Math.max(...kept.map((share) => Math.abs(share - 0.3)))).toBeLessThan(0.041)
  })

  test('shift every mask by itself, over all rows and columns of a cell alike', () => {
    const places = new Map<string, number>()
    for (const { offset } of drawn) places.set(offset.join(), (places.get(offset.join()) ?? 0) + 1)
    expect(places.size).toBe(40)
    // 50 expected of each, with a standard deviation of 7.
    expect(Math.min(...places.values())).toBeGreaterThan(22)
    expect(Math.max(...places.values())).toBeLessThan(78)
  })

  test('depend on the seed and the index only', () => {
    expect(draw(7)).toEqual(drawn[7])
    expect(draw(7, { seed: 4 }).cells).not.toEqual(drawn[7]!.cells)
  })

  test('keep more of the same cells with a higher probability', () => {
    const more = draw(7, { keep: 0.6 }).cells
    expect(drawn[7]!.cells.every((kept, cell) => kept <= more[cell]!)).toBe(true)
    expect(more).not.toEqual(drawn[7]!.cells)
  })
})
