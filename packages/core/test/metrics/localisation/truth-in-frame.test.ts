import { describe, expect, test } from 'vitest'
import { truthInFrame } from '../../../src/metrics/localisation/truth-in-frame.ts'
import { frameOf } from '../../../src/model/frame.ts'
import { plainPreprocess } from '../../../src/testing/tiny-models/tiny-model.ts'

/** A picture of 16 x 8 pixels that is halved, and the middle 4 x 4 of what is left taken: columns 4 to 11 of the picture, all rows. */
const picture = {
  name: 'a.png',
  width: 16,
  height: 8,
  rgb: new Uint8Array(3 * 16 * 8),
  sha256: { file: '', pixels: '' },
  warnings: [],
}
const cropped = { ...plainPreprocess(4, 4), resize: 'shortest-edge', size: [4, 4], crop: [4, 4] } as const
const frame = frameOf(picture, cropped)

const maskWith = (...pixels: readonly (readonly [x: number, y: number])[]) => {
  const values = new Uint8Array(16 * 8)
  for (const [x, y] of pixels) values[y * 16 + x] = 255
  return { width: 16, height: 8, values }
}

describe('a mask of the picture', () => {
  test('is cut and resized as the picture was', () => {
    expect(frame.source).toEqual({ x: 4, y: 0, width: 8, height: 8 })
    // The middle of pixel (1, 2) of the frame is the corner between columns 6 and 7 and rows 4 and 5; the later ones count.
    const { mask } = truthInFrame({ mask: maskWith([7, 5]) }, frame, picture)
    expect([...mask!]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  })

  test('loses what was cropped away', () => {
    const { mask } = truthInFrame({ mask: maskWith([0, 0], [15, 7], [3, 5]) }, frame, picture)
    expect(mask!.some((bit) => bit !== 0)).toBe(false)
  })

  test('keeps its share of a frame that shows the whole picture', () => {
    const whole = frameOf(picture, { ...plainPreprocess(4, 8) })
    const left = { width: 16, height: 8, values: Uint8Array.from({ length: 128 }, (_, i) => (i % 16 < 8 ? 1 : 0)) }
    const { mask } = truthInFrame({ mask: left }, whole, picture)
    expect(mask!.reduce((sum, bit) => sum + bit, 0)).toBe(16)
  })

  test('does not reach into what pads a picture smaller than the crop', () => {
    const padded = frameOf(picture, { ...cropped, size: [4, 4], crop: [8, 8] })
    expect(padded.source).toEqual({ x: 0, y: -4, width: 16, height: 16 })
    const full = { width: 16, height: 8, values: new Uint8Array(128).fill(1) }
    const { mask } = truthInFrame({ mask: full }, padded, picture)
    expect([...mask!]).toEqual(Array.from({ length: 64 }, (_, i) => (Math.floor(i / 8) >= 2 && Math.floor(i / 8) < 6 ? 1 : 0)))
  })

  test('of the size of the frame stays as it is', () => {
    const values = Uint8Array.from({ length: 16 }, (_, i) => i % 2)
    expect(truthInFrame({ mask: { width: 4, height: 4, values } }, frame, picture).mask).toEqual(values)
  })

  test('of any other size is refused', () => {
    const mask = { width: 8, height: 8, values: new Uint8Array(64) }
    expect(() => truthInFrame({ mask }, frame, picture)).toThrow(
      expect.objectContaining({
        code: 'USAGE_PARAMETER',
        message: expect.stringContaining('8x8'),
        where: { value: '8x8', limit: '16x8' },
      }),
    )
  })
})

describe('boxes of the picture', () => {
  test('are moved, scaled and cut at the border', () => {
    const boxes = [
      { x: 6, y: 1, width: 3, height: 4 },
      { x: 0, y: 0, width: 6, height: 99 },
    ]
    expect(truthInFrame({ boxes }, frame, picture).boxes).toEqual([
      { x: 1, y: 0.5, width: 1.5, height: 2 },
      { x: 0, y: 0, width: 1, height: 4 },
    ])
  })

  test('outside the frame are left out', () => {
    expect(truthInFrame({ boxes: [{ x: 0, y: 0, width: 4, height: 8 }] }, frame, picture).boxes).toEqual([])
  })
})
