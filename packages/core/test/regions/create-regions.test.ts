import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pixels } from '../../src/image/pixels.ts'
import { chooseCellSize } from '../../src/regions/cell-size.ts'
import { connectRegions } from '../../src/regions/connectivity.ts'
import { createRegions, type RegionSource } from '../../src/regions/create-regions.ts'
import { dropEmptyRegions } from '../../src/regions/drop-empty-regions.ts'
import { findParts } from '../../src/regions/parts.ts'
import { seeds } from '../../src/regions/seeds.ts'
import { slico } from '../../src/regions/slico.ts'
import { countSeeds, placeSeeds } from '../../src/regions/slico-seeds.ts'
import { frame } from './frame.ts'
import { countDifferences, goldenPicture, ripples } from './golden.ts'

/** Regions of a frame that shows a whole picture of its own size. */
const regionsOf = (pixels: Pixels, source: RegionSource) =>
  createRegions({ ...frame(pixels.width, pixels.height), rgb: pixels.rgb }, source, pixels)

describe('seeds by cell size', () => {
  test.each([
    [224, { 15: 218, 20: 121, 22: 100, 25: 77, 27: 64, 28: 60, 30: 49, 31: 49, 32: 46, 40: 33 }],
    [112, { 15: 49, 20: 33, 22: 25, 25: 16, 27: 16, 28: 14, 30: 14, 31: 14, 32: 9, 40: 8 }],
    [384, { 15: 663, 20: 361, 22: 289, 25: 225, 27: 196, 28: 189, 30: 163, 31: 144, 32: 138, 40: 95 }],
  ])('%ix%s', (size, expected) => {
    const counted = Object.fromEntries(Object.keys(expected).map((cell) => [cell, countSeeds(size, size, Number(cell))]))
    expect(counted).toEqual(expected)
  })

  test('the count is the number of seeds placed', () => {
    for (const [width, height, cell] of [
      [224, 224, 30],
      [50, 17, 7],
      [17, 50, 8],
      [5, 5, 1],
      [3, 9, 6],
    ] as const) {
      expect(placeSeeds(frame(width, height), cell).x.length).toBe(countSeeds(width, height, cell))
    }
  })

  test('the smallest cell with the nearest number of seeds is chosen', () => {
    expect(chooseCellSize(224, 224, 49)).toBe(30)
    expect(chooseCellSize(224, 224, 100)).toBe(22)
    expect(chooseCellSize(112, 112, 49)).toBe(15)
  })
})

describe('SLICO regions', () => {
  test('are 49 connected ones on a photograph, or the plain map on request', async () => {
    const picture = await goldenPicture('coffee')
    const plain = slico(picture, 30)
    const asked = regionsOf(picture, { kind: 'slico', count: 49, connectivity: false })
    const usual = regionsOf(picture, { kind: 'slico', count: 49 })
    expect(countDifferences(asked.labels, plain.labels)).toBe(0)
    expect(countDifferences(usual.labels, connectRegions(plain).labels)).toBe(0)
  })

  test('report how many there are when the wanted number is impossible', () => {
    const regions = regionsOf(frame(112, 112), { kind: 'slico', count: 20 })
    expect(regions.count).toBe(new Set(regions.labels).size)
    expect(regions.count).toBeGreaterThan(15)
    expect(regions.count).toBeLessThan(25)
  })

  test('empty regions are left out, and later labels move up', () => {
    const regions = { width: 3, height: 1, count: 4, labels: Uint16Array.from([3, 0, 2]), kind: 'slico' }
    expect(dropEmptyRegions(regions)).toEqual({ ...regions, count: 3, labels: Uint16Array.from([2, 0, 1]) })
  })

  test('need a frame that has room for them', () => {
    expect(() => regionsOf(frame(1, 70_000), { kind: 'slico', count: 49 })).toThrow(
      expect.objectContaining({ code: 'USAGE_REGIONS', fix: expect.stringContaining('grid') }),
    )
  })
})

describe('SEEDS regions', () => {
  test('are connected ones on a photograph, or the plain map on request', async () => {
    const picture = await goldenPicture('officer')
    const plain = seeds(picture, 49)
    const asked = regionsOf(picture, { kind: 'seeds', count: 49, connectivity: false })
    const usual = regionsOf(picture, { kind: 'seeds', count: 49 })
    expect(countDifferences(asked.labels, plain.labels)).toBe(0)
    expect(countDifferences(usual.labels, connectRegions(plain).labels)).toBe(0)
    expect(findParts(usual).count).toBe(49)
  })
})

describe('grid regions', () => {
  const grid = (width: number, height: number, count: number) => regionsOf(frame(width, height), { kind: 'grid', count })

  test('are numbered row by row', () => {
    expect(grid(4, 4, 4)).toEqual({
      width: 4,
      height: 4,
      count: 4,
      labels: Uint16Array.from([0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3]),
      kind: 'grid',
    })
  })

  test('give the last row and column the pixels that are left over', () => {
    expect(Array.from(grid(5, 3, 4).labels)).toEqual([0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 2, 2, 3, 3, 3])
  })

  test('are about as many as wanted, and nearly square, on any shape', () => {
    expect(grid(224, 224, 49).count).toBe(49)
    expect(grid(320, 224, 49).count).toBe(48)
    expect(grid(1000, 10, 20).count).toBe(20)
    expect(grid(1, 10, 5).count).toBe(5)
    expect(grid(300, 300, 65_535).count).toBeLessThanOrEqual(65_535)
  })

  test('may be single pixels', () => {
    expect(grid(3, 2, 6).labels).toEqual(Uint16Array.from([0, 1, 2, 3, 4, 5]))
  })
})

test.each([0, -1, 2.5, Number.NaN, 101, 70_000])('%s regions on 10x10 pixels are refused', (count) => {
  expect(() => regionsOf(frame(10, 10), { kind: 'grid', count })).toThrow(
    expect.objectContaining({ code: 'USAGE_REGIONS', where: { value: count, limit: 100 } }),
  )
})

test('more than 65535 regions are refused on any frame', () => {
  expect(() => regionsOf(frame(300, 300), { kind: 'grid', count: 65_536 })).toThrow(
    expect.objectContaining({ code: 'USAGE_REGIONS', where: { value: 65_536, limit: 65_535 } }),
  )
})

describe('whatever the source and the shape of the frame, every pixel has a region and every region a pixel', () => {
  const side = fc.integer({ min: 3, max: 40 })
  const number = fc.integer({ min: 1, max: 20 })
  const values = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 6, maxLength: 6 })

  test.each<[RegionSource['kind'], string, (count: number, drawn: number[], width: number, height: number) => RegionSource]>([
    ['slico', 'slico', (count) => ({ kind: 'slico', count })],
    ['seeds', 'seeds', (count) => ({ kind: 'seeds', count })],
    ['grid', 'grid', (count) => ({ kind: 'grid', count: Math.min(count, 9) })],
    [
      'patches',
      'map',
      (count, drawn) => ({
        kind: 'patches',
        count: Math.min(count, 9),
        prior: { width: 3, height: 2, values: Float32Array.from(drawn) },
      }),
    ],
    [
      'labels',
      'file',
      (_, drawn, width, height) => ({
        kind: 'labels',
        labels: { width, height, values: Uint32Array.from({ length: width * height }, (_, i) => drawn[i % 6]!) },
      }),
    ],
  ])('%s', (_, kind, sourceOf) => {
    fc.assert(
      fc.property(side, side, number, values, (width, height, wanted, drawn) => {
        const count = Math.min(wanted, width * height)
        const regions = regionsOf(ripples(width, height), sourceOf(count, drawn, width, height))
        expect(regions).toMatchObject({ width, height, kind })
        expect(regions.labels.length).toBe(width * height)
        expect([...new Set(regions.labels)].sort((a, b) => a - b)).toEqual(Array.from({ length: regions.count }, (_, i) => i))
      }),
    )
  })
})
