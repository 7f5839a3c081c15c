import { describe, expect, test } from 'vitest'
import { structuralSimilarity } from '../../src/math/ssim.ts'
import { createRandom } from '../../src/random/random.ts'

const plane = (width: number, height: number, value: (x: number, y: number) => number) => ({
  width,
  height,
  values: Float64Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
})

/** By the definition, window by window: weighted means, variances and covariance around them. */
function byDefinition(a: ReturnType<typeof plane>, b: ReturnType<typeof plane>): number {
  const { width, height } = a
  const all = [...a.values, ...b.values]
  const range = Math.max(...all) - Math.min(...all)
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2]
  const similarities: number[] = []
  for (let y = 5; y < height - 5; y++) {
    for (let x = 5; x < width - 5; x++) {
      const places = Array.from({ length: 121 }, (_, i) => [(i % 11) - 5, Math.floor(i / 11) - 5] as const)
      const raw = places.map(([dx, dy]) => Math.exp(-(dx * dx + dy * dy) / (2 * 1.5 ** 2)))
      const total = raw.reduce((sum, weight) => sum + weight, 0)
      const mean = (value: (at: number) => number) =>
        places.reduce((sum, [dx, dy], i) => sum + (raw[i]! / total) * value((y + dy) * width + x + dx), 0)
      const [m1, m2] = [mean((at) => a.values[at]!), mean((at) => b.values[at]!)]
      const v1 = mean((at) => (a.values[at]! - m1) ** 2)
      const v2 = mean((at) => (b.values[at]! - m2) ** 2)
      const covariance = mean((at) => (a.values[at]! - m1) * (b.values[at]! - m2))
      similarities.push(((2 * m1 * m2 + c1) * (2 * covariance + c2)) / ((m1 * m1 + m2 * m2 + c1) * (v1 + v2 + c2)))
    }
  }
  return similarities.reduce((sum, similarity) => sum + similarity, 0) / similarities.length
}

describe('structuralSimilarity', () => {
  test('is 1 of a plane with itself', () => {
    const wave = plane(16, 13, (x, y) => Math.sin(x) + y)
    expect(structuralSimilarity(wave, wave)).toBeCloseTo(1, 12)
  })

  test('is what its definition says, also of signed values', () => {
    const random = createRandom(5)
    const noise = plane(17, 14, () => random.next() - 0.5)
    const wave = plane(17, 14, (x, y) => Math.sin(x / 2) * Math.cos(y / 3))
    const both = plane(17, 14, (x, y) => wave.values[17 * y + x]! + 0.3 * noise.values[17 * y + x]!)
    expect(structuralSimilarity(wave, noise)).toBeCloseTo(byDefinition(wave, noise), 10)
    expect(structuralSimilarity(wave, both)).toBeCloseTo(byDefinition(wave, both), 10)
  })

  test("is scikit-image's, 0.26.0, with Gaussian weights, a deviation of 1.5 and population covariance", () => {
    const a = plane(17, 14, (x, y) => Math.sin(x / 2) * Math.cos(y / 3))
    const b = plane(17, 14, (x, y) => a.values[17 * y + x]! + 0.3 * Math.sin(3 * x + 5 * y))
    const c = plane(17, 14, (x, y) => Math.cos((x * y) / 20) - 0.2)
    expect(structuralSimilarity(a, b)).toBeCloseTo(0.8457295875496685, 8)
    expect(structuralSimilarity(a, c)).toBeCloseTo(0.06534027958765974, 8)
  })

  test('of two constants beside each other is decided by their means alone', () => {
    // One plane is 1 everywhere, the other 3 but for one pixel of 5 outside the one window's reach of weight: the range is 4.
    const ones = plane(11, 11, () => 1)
    const threes = plane(11, 11, (x, y) => (x === 0 && y === 0 ? 5 : 3))
    const c1 = (0.01 * 4) ** 2
    const luminance = (2 * 1 * 3 + c1) / (1 + 9 + c1)
    expect(structuralSimilarity(ones, threes)).toBeCloseTo(luminance, 3)
  })

  test('of a plane and its mirror image in value is below 0', () => {
    const wave = plane(16, 16, (x, y) => 4 + Math.sin(x) * Math.cos(y))
    const negative = plane(16, 16, (x, y) => 4 - Math.sin(x) * Math.cos(y))
    expect(structuralSimilarity(wave, negative)).toBeLessThan(-0.5)
  })

  test('of two constant planes is 1', () => {
    expect(
      structuralSimilarity(
        plane(12, 12, () => 2),
        plane(12, 12, () => 2),
      ),
    ).toBe(1)
  })

  test('of planes smaller than a window counts what lies inside', () => {
    const a = plane(3, 1, (x) => x)
    const b = plane(3, 1, (x) => 2 - x)
    const weights = [0, 1, 2].map((middle) => {
      const raw = [0, 1, 2].map((x) => Math.exp(-((x - middle) ** 2) / 4.5))
      const total = raw.reduce((sum, weight) => sum + weight, 0)
      return raw.map((weight) => weight / total)
    })
    const [c1, c2] = [0.02 ** 2, 0.06 ** 2]
    const similarities = weights.map((row) => {
      const mean = (value: (x: number) => number) => row[0]! * value(0) + row[1]! * value(1) + row[2]! * value(2)
      const [m1, m2] = [mean((x) => x), mean((x) => 2 - x)]
      const v = mean((x) => (x - m1) ** 2)
      const covariance = mean((x) => (x - m1) * (2 - x - m2))
      return ((2 * m1 * m2 + c1) * (2 * covariance + c2)) / ((m1 * m1 + m2 * m2 + c1) * (2 * v + c2))
    })
    const expected = similarities.reduce((sum, similarity) => sum + similarity, 0) / 3
    expect(structuralSimilarity(a, b)).toBeCloseTo(expected, 12)
  })
})
