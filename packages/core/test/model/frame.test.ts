import { describe, expect, test } from 'vitest'
import type { Picture } from '../../src/image/picture.ts'
import type { Preprocess } from '../../src/model/classifier.ts'
import { frameOf } from '../../src/model/frame.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'

/** A picture whose red channel counts columns and whose green channel counts rows. */
function pictureOf(width: number, height: number): Picture {
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return [pixel % width, Math.floor(pixel / width), 255][i % 3]!
  })
  return { name: 'ramp', width, height, rgb, sha256: { file: '', pixels: '' }, warnings: [] }
}

const preprocess = (changes: Partial<Preprocess>): Preprocess => ({ ...plainPreprocess(8, 8), ...changes })

const firstPixel = (rgb: Uint8Array): readonly number[] => [...rgb.subarray(0, 3)]

describe('frameOf', () => {
  test('keeps a picture that already has the size', () => {
    const picture = pictureOf(8, 8)
    const frame = frameOf(picture, preprocess({}))
    expect(frame).toEqual({ width: 8, height: 8, rgb: picture.rgb, source: { x: 0, y: 0, width: 8, height: 8 } })
  })

  test('names a picture that its resize would make too large', () => {
    const strip = { ...pictureOf(5000, 1), name: 'strip.png' }
    expect(() => frameOf(strip, preprocess({ resize: 'shortest-edge', size: [256, 256], crop: [224, 224] }))).toThrow(
      expect.objectContaining({
        code: 'PICTURE_TOO_LARGE',
        where: { file: 'strip.png', value: 256 * 256 * 5000, limit: 100_000_000 },
      }),
    )
  })

  test('stretches to an exact size, and the source is the whole picture', () => {
    const frame = frameOf(pictureOf(20, 10), preprocess({ size: [4, 5] }))
    expect([frame.width, frame.height]).toEqual([5, 4])
    expect(frame.source).toEqual({ x: 0, y: 0, width: 20, height: 10 })
  })

  test('brings the shorter side to size and cuts the fraction off the longer one', () => {
    // 8 * 35 / 18 = 15.6
    const frame = frameOf(pictureOf(35, 18), preprocess({ resize: 'shortest-edge', crop: null }))
    expect([frame.width, frame.height]).toEqual([15, 8])
  })

  test('does so for upright pictures', () => {
    const frame = frameOf(pictureOf(18, 35), preprocess({ resize: 'shortest-edge', crop: null }))
    expect([frame.width, frame.height]).toEqual([8, 15])
  })

  test('names the box of the original in fractions of its pixels', () => {
    const frame = frameOf(pictureOf(35, 18), preprocess({ resize: 'shortest-edge', crop: [4, 4] }))
    expect(frame.source.x).toBeCloseTo((6 * 35) / 15, 12)
    expect(frame.source.y).toBeCloseTo((2 * 18) / 8, 12)
    expect(frame.source.width).toBeCloseTo((4 * 35) / 15, 12)
    expect(frame.source.height).toBeCloseTo((4 * 18) / 8, 12)
  })

  test.each([
    [11, 8, 2], // 1.5 to the even 2
    [13, 8, 2], // 2.5 to the even 2
    [12, 8, 2],
  ])('a picture of width %i is cropped to %i from column %i', (width, crop, column) => {
    const frame = frameOf(pictureOf(width, 8), preprocess({ size: [8, width], crop: [8, crop] }))
    expect(firstPixel(frame.rgb)).toEqual([column, 0, 255])
    expect(frame.source.x).toBe(column)
  })

  test('pads a picture smaller than the crop with black, the odd pixel above and to the left', () => {
    const frame = frameOf(pictureOf(5, 6), preprocess({ size: [6, 5], crop: [8, 8] }))
    const pixel = (x: number, y: number): readonly number[] => [...frame.rgb.subarray((y * 8 + x) * 3, (y * 8 + x) * 3 + 3)]
    expect(frame.source).toEqual({ x: -2, y: -1, width: 8, height: 8 })
    expect(pixel(1, 3)).toEqual([0, 0, 0])
    expect(pixel(2, 1)).toEqual([0, 0, 255])
    expect(pixel(6, 6)).toEqual([4, 5, 255])
    expect(pixel(7, 6)).toEqual([0, 0, 0])
  })
})
