import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deriveSeed } from '../../src/random/derive-seed.ts'
import { permutedIndex } from '../../src/random/permuted-index.ts'
import { createSampler, type SamplerName, type SamplerOptions, samplerNames } from '../../src/random/sampler.ts'
import { createSobolSequence } from '../../src/random/sobol-sequence.ts'

const file = new URL('../fixtures/golden-hsic-sobol.json', import.meta.url)
const golden: { sobol4_skip0th: number[][]; halton3: number[][] } = JSON.parse(readFileSync(file, 'utf8'))

function draw(name: SamplerName, options: Partial<SamplerOptions> & { samples: number; dimensions: number }): number[][] {
  const sampler = createSampler(name, { seed: 1, ...options })
  return Array.from({ length: options.samples }, (_, index) => {
    const point = new Float64Array(options.dimensions)
    sampler.draw(index, point)
    return [...point]
  })
}

const column = (points: number[][], dimension: number): number[] => points.map((point) => point[dimension]!)

/** Share of kept cells, and correlation of two columns, of the binary masks that points above one half make. */
function binaryQuality(points: number[][]): { least: number; most: number; correlation: number } {
  const dimensions = points[0]!.length
  const bits = Array.from({ length: dimensions }, (_, j) => column(points, j).map((value) => (value > 0.5 ? 1 : 0) as number))
  const mean = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0) / values.length
  const means = bits.map(mean)
  const deviations = means.map((share) => Math.sqrt(share * (1 - share)))
  let correlation = 0
  for (let i = 0; i < dimensions; i++) {
    for (let j = 0; j < i; j++) {
      const together = mean(bits[i]!.map((bit, row) => bit * bits[j]![row]!))
      correlation = Math.max(correlation, Math.abs((together - means[i]! * means[j]!) / (deviations[i]! * deviations[j]!)))
    }
  }
  return { least: Math.min(...means), most: Math.max(...means), correlation }
}

describe('the Sobol sequence', () => {
  it('gives the points of SciPy’s unscrambled generator, the zero vector left out', () => {
    expect(draw('sobol', { samples: 6, dimensions: 4 })).toEqual(golden.sobol4_skip0th)
  })

  it('gives SciPy’s coordinates up to dimension 256', () => {
    const at = createSobolSequence(256)
    const point = new Float64Array(256)
    const some = [0, 1, 63, 127, 255]
    at(100, point)
    expect(some.map((dimension) => point[dimension])).toEqual([0.4140625, 0.2578125, 0.6484375, 0.4609375, 0.5703125])
    const sums = some.map(() => 0)
    for (let index = 0; index < 256; index++) {
      at(index, point)
      some.forEach((dimension, i) => {
        sums[i]! += index * point[dimension]!
      })
    }
    expect(sums).toEqual([16288.25, 16384.25, 16352.25, 16352.25, 16288.25])
  })

  it('starts with the zero vector, and with it its first 2^k points have one in every interval', () => {
    const points = draw('sobol', { samples: 64, dimensions: 20, skip: 0 })
    expect(points[0]).toEqual(new Array(20).fill(0))
    for (let dimension = 0; dimension < 20; dimension++)
      expect(
        column(points, dimension)
          .map((value) => Math.floor(value * 64))
          .sort((a, b) => a - b),
      ).toEqual(Array.from({ length: 64 }, (_, i) => i))
  })

  it('leaves its place to a Latin hypercube above 256 dimensions', () => {
    expect(createSampler('sobol', { samples: 4, dimensions: 256, seed: 1 }).name).toBe('sobol')
    expect(createSampler('sobol', { samples: 4, dimensions: 257, seed: 1 }).name).toBe('latin-hypercube')
    expect(draw('sobol', { samples: 4, dimensions: 257 })).toEqual(draw('latin-hypercube', { samples: 4, dimensions: 257 }))
  })
})

describe('the Halton sequence', () => {
  it('mirrors the index in the first primes', () => {
    for (const [index, point] of draw('halton', { samples: 5, dimensions: 3 }).entries())
      for (const [dimension, value] of point.entries()) expect(value).toBeCloseTo(golden.halton3[index]![dimension]!, 9)
  })

  it('is refused above ten dimensions unless it is scrambled', () => {
    expect(() => createSampler('halton', { samples: 4, dimensions: 11, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: 11, limit: 10 } }),
    )
    expect(draw('halton', { samples: 4, dimensions: 10 })[1]![9]).toBeCloseTo(1 / 29, 12)
  })

  it('keeps one point per interval of its base when it is scrambled', () => {
    const points = draw('scrambled-halton', { samples: 49, dimensions: 4 })
    const intervals = column(points, 3).map((value) => Math.floor(value * 49))
    expect(intervals.sort((a, b) => a - b)).toEqual(Array.from({ length: 49 }, (_, i) => i))
  })
})

describe('the Latin hypercube', () => {
  it('has one point in every interval of every coordinate', () => {
    const points = draw('latin-hypercube', { samples: 37, dimensions: 5 })
    for (let dimension = 0; dimension < 5; dimension++) {
      const intervals = column(points, dimension).map((value) => Math.floor(value * 37))
      expect(intervals.sort((a, b) => a - b)).toEqual(Array.from({ length: 37 }, (_, i) => i))
    }
  })
})

describe('every sampler', () => {
  it.each(samplerNames)('%s stays within 0 and 1, and repeats itself for a seed', (name) => {
    const points = draw(name, { samples: 64, dimensions: 8 })
    for (const value of points.flat()) expect(value >= 0 && value < 1).toBe(true)
    expect(draw(name, { samples: 64, dimensions: 8 })).toEqual(points)
  })

  it.each(['latin-hypercube', 'scrambled-halton', 'monte-carlo'] as const)('%s follows the seed', (name) => {
    const options = { samples: 16, dimensions: 3 }
    expect(draw(name, { ...options, seed: 2 })).not.toEqual(draw(name, options))
  })

  it('gives a point without those before it', () => {
    for (const name of samplerNames) {
      const point = new Float64Array(6)
      createSampler(name, { samples: 32, dimensions: 6, seed: 5 }).draw(21, point)
      expect([...point]).toEqual(draw(name, { samples: 32, dimensions: 6, seed: 5 })[21])
    }
  })

  // Bounds around the qualities published for 64 columns and 500 points.
  it.each([
    ['sobol', 0.498, 0.5, 0.025],
    ['latin-hypercube', 0.498, 0.502, 0.24],
    ['monte-carlo', 0.42, 0.58, 0.24],
    ['scrambled-halton', 0.48, 0.52, 0.3],
  ] as const)('%s makes binary masks of balanced, hardly coupled cells', (name, least, most, correlation) => {
    const quality = binaryQuality(draw(name, { samples: 500, dimensions: 64 }))
    expect(quality.least).toBeGreaterThanOrEqual(least)
    expect(quality.most).toBeLessThanOrEqual(most)
    expect(quality.correlation).toBeLessThan(correlation)
  })

  it('refuses more dimensions than there are regions in any map', () => {
    expect(() => createSampler('monte-carlo', { samples: 4, dimensions: 65_537, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: 65_537, limit: 65_536 } }),
    )
  })
})

describe('a permuted index', () => {
  it.each([1, 2, 3, 7, 64, 1000])('visits each of %i places once', (count) => {
    const places = Array.from({ length: count }, (_, index) => permutedIndex(index, count, 9))
    expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
  })

  it.each([2, 3, 5, 12])('puts the first of %i items at every place about as often', (count) => {
    const visits = new Array<number>(count).fill(0)
    for (let seed = 0; seed < 2400; seed++) visits[permutedIndex(0, count, seed)]!++
    // Five standard deviations of a fair count.
    const slack = 5 * Math.sqrt((2400 / count) * (1 - 1 / count))
    for (const visit of visits) expect(Math.abs(visit - 2400 / count)).toBeLessThan(slack)
  })

  it('reaches every order of three items', () => {
    const orders = new Set(Array.from({ length: 200 }, (_, seed) => [0, 1, 2].map((i) => permutedIndex(i, 3, seed)).join('')))
    expect(orders.size).toBe(6)
  })
})

describe('a derived seed', () => {
  it('differs for every label and for their order', () => {
    const seeds = [
      deriveSeed(1, 'hsic'),
      deriveSeed(1, 'sobol'),
      deriveSeed(2, 'hsic'),
      deriveSeed(1, 'a', 'b'),
      deriveSeed(1, 'b', 'a'),
      deriveSeed(1, 3),
    ]
    expect(new Set(seeds).size).toBe(6)
    for (const seed of seeds) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true)
  })
})
