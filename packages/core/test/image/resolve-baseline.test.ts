import { describe, expect, test } from 'vitest'
import { resolveBaseline } from '../../src/image/resolve-baseline.ts'

const frame = { width: 2, height: 2, rgb: Uint8Array.from([0, 10, 255, 1, 10, 255, 1, 20, 255, 0, 20, 255]) }
const halves = { count: 2, labels: Uint16Array.from([0, 1, 0, 1]) }
const resolve = (...[baseline, regions, picture]: [Parameters<typeof resolveBaseline>[0], typeof halves?, Uint8Array?]) =>
  Array.from(resolveBaseline(baseline, frame, regions ?? null, picture))

test('one colour everywhere', () => {
  expect(resolve({ kind: 'black' })).toEqual(Array(12).fill(0))
  expect(resolve({ kind: 'white' })).toEqual(Array(12).fill(255))
  expect(resolve({ kind: 'colour', rgb: [1, 2, 3] })).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
})

test('the mean is taken per channel, and halves are rounded up', () => {
  expect(resolve({ kind: 'mean' })).toEqual([1, 15, 255, 1, 15, 255, 1, 15, 255, 1, 15, 255])
})

test("each region's own mean", () => {
  const stripes = { count: 2, labels: Uint16Array.from([0, 0, 1, 1]) }
  expect(resolve({ kind: 'region-mean' }, stripes)).toEqual([1, 10, 255, 1, 10, 255, 1, 20, 255, 1, 20, 255])
})

test('another picture, copied', () => {
  const other = Uint8Array.from({ length: 12 }, (_, k) => k)
  expect(resolve({ kind: 'picture', sha256: '00' }, undefined, other)).toEqual(Array.from(other))
})

test('what is needed and missing, or of another size, is named', () => {
  expect(() => resolve({ kind: 'region-mean' })).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  expect(() => resolve({ kind: 'picture', sha256: '00' }, undefined, new Uint8Array(9))).toThrow(
    expect.objectContaining({ code: 'USAGE_PARAMETER', fix: expect.stringContaining('2x2') }),
  )
})

describe('blur', () => {
  test('leaves a flat frame as it is, also at the border', () => {
    const flat = { width: 16, height: 9, rgb: new Uint8Array(16 * 9 * 3).fill(77) }
    expect(resolveBaseline({ kind: 'blur', sigma: 0.25 }, flat, null)).toEqual(flat.rgb)
  })

  test('spreads one white pixel as a Gaussian of the given width in both directions', () => {
    const size = 33
    const middle = (size * size - 1) / 2
    const dot = { width: size, height: size, rgb: new Uint8Array(3 * size * size) }
    dot.rgb.fill(255, 3 * middle, 3 * middle + 3)
    const blurred = resolveBaseline({ kind: 'blur', sigma: 1 / size }, dot, null)
    const at = (dx: number, dy: number) => blurred[3 * (middle + dy * size + dx)]
    const gaussian = (dx: number, dy: number) => Math.round((255 / (2 * Math.PI)) * Math.exp(-(dx * dx + dy * dy) / 2))
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [-1, -1],
      [2, 0],
      [0, -2],
    ] as const) {
      expect(Math.abs(at(dx, dy)! - gaussian(dx, dy))).toBeLessThanOrEqual(1)
    }
  })

  test('measures its width in the width of the frame, not its height', () => {
    const tall = { width: 4, height: 64, rgb: Uint8Array.from({ length: 4 * 64 * 3 }, (_, k) => (k < 4 * 32 * 3 ? 0 : 255)) }
    const blurred = resolveBaseline({ kind: 'blur', sigma: 0.25 }, tall, null)
    const row = (y: number) => blurred[3 * 4 * y]!
    expect(row(28)).toBe(0)
    expect(row(31)).toBeGreaterThan(60)
    expect(row(35)).toBe(255)
  })
})
