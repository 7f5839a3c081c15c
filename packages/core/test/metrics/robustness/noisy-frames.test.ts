import { expect, test } from 'vitest'
import { noisyFrames } from '../../../src/metrics/robustness/noisy-frames.ts'

const frame = (level: number) => ({
  width: 40,
  height: 30,
  rgb: new Uint8Array(3 * 40 * 30).fill(level),
  source: { x: 0, y: 0, width: 40, height: 30 },
})
const changesOf = (level: number, radius = 5, seed = 1) => {
  const [noisy] = noisyFrames(frame(level), { samples: 1, radius }, seed)
  return Array.from(noisy!.rgb, (value) => value - level)
}

test('colours go up and down by whole levels within the radius, all alike', () => {
  const changes = changesOf(100, 5)
  const counts = Array.from({ length: 11 }, (_, index) => changes.filter((change) => change === index - 5).length)
  // 3600 draws of eleven levels: 327 of each, give or take five deviations of 17.
  for (const count of counts) expect(Math.abs(count - 3600 / 11)).toBeLessThan(87)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3600)
})

test('colours stay within 0 and 255', () => {
  expect(Math.max(...changesOf(254))).toBe(1)
  expect(Math.min(...changesOf(2))).toBe(-2)
})

test('samples differ, and so do seeds and pictures', () => {
  const [first, second] = noisyFrames(frame(100), { samples: 2, radius: 5 }, 1)
  expect(first!.rgb).not.toEqual(second!.rgb)
  expect(changesOf(100)).not.toEqual(changesOf(100, 5, 2))
  expect(changesOf(100)).not.toEqual(changesOf(101))
})

test('the same seed and picture get the same noise, however many samples are drawn', () => {
  const [one] = noisyFrames(frame(100), { samples: 1, radius: 5 }, 1)
  const [first] = noisyFrames(frame(100), { samples: 7, radius: 5 }, 1)
  expect(one!.rgb).toEqual(first!.rgb)
})
