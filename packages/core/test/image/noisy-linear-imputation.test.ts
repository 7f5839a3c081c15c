import { describe, expect, test } from 'vitest'
import { imputeLinearly } from '../../src/image/noisy-linear-imputation.ts'
import { createRandom } from '../../src/random/random.ts'

const exact = { deviation: 0, seed: 1, residual: 1e-12 }
const removedOf = (pixels: number, removed: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: pixels }, (_, pixel) => (removed.includes(pixel) ? 1 : 0))
const grey = (values: readonly number[]): readonly number[] => values.flatMap((value) => [value, value, value])

describe('imputeLinearly', () => {
  const nine = { width: 3, height: 3, rgb: grey([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) }

  test.each([
    ['the middle', [4], [0.5]],
    ['a corner', [0], [0.34]],
    ['both, each of which needs the other', [0, 4], [0.3440678, 0.52033898]],
  ])('fills %s as published', (_, removed, expected) => {
    const filled = imputeLinearly(nine, removedOf(9, removed), exact)
    removed.forEach((pixel, i) => void expect(filled[3 * pixel]).toBeCloseTo(expected[i]!, 7))
    for (let pixel = 0; pixel < 9; pixel++)
      if (!removed.includes(pixel)) expect(filled[3 * pixel]).toBeCloseTo(nine.rgb[3 * pixel]!, 7)
  })

  test('fills each colour by itself', () => {
    const rgb = nine.rgb.map((value, at) => value * [1, 10, 100][at % 3]!)
    const filled = imputeLinearly({ ...nine, rgb }, removedOf(9, [0]), exact)
    ;[0.34, 3.4, 34].forEach((value, channel) => void expect(filled[channel]).toBeCloseTo(value, 5))
  })

  /** 40 x 30 pixels, of which any share has been removed. */
  const large = (share: number) => {
    const { next } = createRandom(4)
    return {
      frame: { width: 40, height: 30, rgb: Uint8Array.from({ length: 3600 }, () => 256 * next()) },
      removed: Uint8Array.from({ length: 1200 }, () => (next() < share ? 1 : 0)),
    }
  }

  test.each([0.1, 0.5, 0.9, 0.99])('makes every removed pixel the mean of its neighbours, %d of all removed', (share) => {
    const { frame, removed } = large(share)
    const filled = imputeLinearly(frame, removed, { ...exact, residual: 1e-9 })
    for (let y = 0; y < 30; y++)
      for (let x = 0; x < 40; x++) {
        if (removed[40 * y + x] === 0) continue
        let [sum, weights] = [0, 0]
        for (let i = -1; i <= 1; i++)
          for (let j = -1; j <= 1; j++) {
            if ((i === 0 && j === 0) || x + j < 0 || x + j > 39 || y + i < 0 || y + i > 29) continue
            const weight = i === 0 || j === 0 ? 1 / 6 : 1 / 12
            sum += weight * filled[3 * (40 * (y + i) + x + j) + 1]!
            weights += weight
          }
        expect(filled[3 * (40 * y + x) + 1]).toBeCloseTo(sum / weights, 3)
      }
  })

  test('paints over the hole of one colour without a trace', () => {
    const removed = Uint8Array.from({ length: 1200 }, (_, pixel) => (pixel % 40 > 5 ? 1 : 0))
    const filled = imputeLinearly({ width: 40, height: 30, rgb: new Uint8Array(3600).fill(77) }, removed, exact)
    for (const value of filled) expect(value).toBeCloseTo(77, 6)
  })

  test('is within a tenth of a grey level of the exact solution by default', () => {
    const { frame, removed } = large(0.9)
    const [usual, best] = [imputeLinearly(frame, removed, { deviation: 0, seed: 1 }), imputeLinearly(frame, removed, exact)]
    usual.forEach((value, at) => void expect(Math.abs(value - best[at]!)).toBeLessThan(0.1))
  })

  test('adds noise to removed pixels only, the same for the same seed', () => {
    const { frame, removed } = large(0.5)
    const noise = { deviation: 2.55, seed: 3 }
    const [plain, noisy] = [imputeLinearly(frame, removed, { ...noise, deviation: 0 }), imputeLinearly(frame, removed, noise)]
    expect(imputeLinearly(frame, removed, noise)).toEqual(noisy)
    let squares = 0
    let count = 0
    removed.forEach((isRemoved, pixel) => {
      const added = noisy[3 * pixel]! - plain[3 * pixel]!
      if (isRemoved === 0) expect(added).toBe(0)
      else {
        squares += added ** 2
        count++
      }
    })
    expect(Math.sqrt(squares / count)).toBeCloseTo(2.55, 0)
  })

  test('leaves a frame as it is of which nothing, or everything, has been removed', () => {
    const { frame } = large(0)
    for (const all of [0, 1])
      expect(imputeLinearly(frame, new Uint8Array(1200).fill(all), exact)).toEqual(Float32Array.from(frame.rgb))
  })
})
