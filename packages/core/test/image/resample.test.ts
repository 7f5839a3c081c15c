import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ResampleFilter, resample } from '../../src/image/resample.ts'

// Expected bytes come from Pillow 13.0.0.
const small = Uint8Array.from({ length: 12 }, (_, k) => (37 * k + 11) % 256)
const coloured = Uint8Array.from({ length: 64 * 48 * 3 }, (_, k) => (7 * k * k + 13 * k) % 256)

const rows = (text: string) => text.split(/[\s/]+/).map(Number)
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

describe('one channel, 4x3', () => {
  test.each<[ResampleFilter, number, number, string]>([
    ['bilinear', 2, 2, '93 110 / 118 135'],
    ['bicubic', 2, 2, '93 110 / 120 138'],
    [
      'bilinear',
      6,
      5,
      '11 30 54 79 104 122 / 70 89 113 138 112 79 / 159 178 202 227 124 14 / 94 113 137 162 136 103 / 51 70 94 119 144 162',
    ],
    [
      'bicubic',
      6,
      5,
      '0 15 43 67 106 133 / 66 83 112 142 110 73 / 157 174 205 242 119 0 / 94 111 140 169 138 101 / 41 58 86 110 149 176',
    ],
  ])('%s to %ix%i', (filter, width, height, expected) => {
    expect(Array.from(resample(small, 4, 3, width, height, filter, 1))).toEqual(rows(expected))
  })
})

describe('three channels, 64x48', () => {
  test.each<[ResampleFilter, number, number, number, string]>([
    ['bilinear', 224, 224, 19119688, '608719e7b5953176'],
    ['bicubic', 224, 224, 19110016, '3a89e35e45757ba1'],
    ['bilinear', 28, 21, 224110, '11275db5605b07c9'],
    ['bicubic', 28, 21, 224206, 'a6acf5aa96fad965'],
  ])('%s to %ix%i', (filter, width, height, sum, hash) => {
    const result = resample(coloured, 64, 48, width, height, filter)
    expect(result.reduce((a, b) => a + b, 0)).toBe(sum)
    expect(digest(result)).toBe(hash)
  })
})

test.each<[ResampleFilter, string]>([
  ['bilinear', '0593694beb405db0'],
  ['bicubic', '4909f0a3ba453c4d'],
])('%s mixes rows first where the height shrinks far more than the width', (filter, hash) => {
  expect(digest(resample(coloured, 64, 48, 100, 10, filter))).toBe(hash)
})

test('nearest takes the source pixel under the middle of each output pixel', () => {
  expect(Array.from(resample(Uint8Array.from([10, 20, 30, 40, 50]), 5, 1, 3, 1, 'nearest', 1))).toEqual([10, 30, 50])
})

test('nearest adds its step up, which decides where a middle falls on a border', () => {
  const wide = resample(Uint8Array.from([10, 20, 30, 40]), 4, 1, 15, 1, 'nearest', 1)
  expect(Array.from(wide)).toEqual([10, 10, 10, 10, 20, 20, 20, 20, 30, 30, 30, 40, 40, 40, 40])
})

test('an unchanged size gives equal bytes in a new array', () => {
  const same = resample(small, 4, 3, 4, 3, 'bicubic', 1)
  expect(same).toEqual(small)
  expect(same).not.toBe(small)
})

test('a flat picture stays flat at every size, and no value leaves the range of a picture that bilinear mixes', () => {
  const size = fc.integer({ min: 1, max: 40 })
  const picture = fc.tuple(size, size).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      pixels: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
    }),
  )
  fc.assert(
    fc.property(picture, size, size, fc.nat(255), ({ width, height, pixels }, toWidth, toHeight, grey) => {
      const mixed = resample(pixels, width, height, toWidth, toHeight, 'bilinear', 1)
      expect(mixed.length).toBe(toWidth * toHeight)
      expect(Math.min(...mixed)).toBeGreaterThanOrEqual(Math.min(...pixels))
      expect(Math.max(...mixed)).toBeLessThanOrEqual(Math.max(...pixels))
      const flat = resample(new Uint8Array(width * height).fill(grey), width, height, toWidth, toHeight, 'bicubic', 1)
      expect(flat.every((value) => value === grey)).toBe(true)
    }),
  )
})

test.each([0, -1, 1.5, Number.NaN])('a size of %s is refused', (size) => {
  expect(() => resample(small, 4, 3, size, 2, 'bilinear', 1)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
})

test('bytes that do not match the size are refused', () => {
  expect(() => resample(small, 5, 3, 2, 2, 'bilinear', 1)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
})

test('the result is bounded before it is allocated', () => {
  expect(() => resample(small, 4, 3, 20_000, 20_000, 'bilinear', 1)).toThrow(
    expect.objectContaining({ code: 'PICTURE_TOO_LARGE' }),
  )
})
