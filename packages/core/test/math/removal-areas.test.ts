import { describe, expect, it, test } from 'vitest'
import { lossUntil, valuesAt } from '../../src/math/loss-until.ts'
import { pairedAreas, relativeArea } from '../../src/math/paired-areas.ts'

const shares = [0, 0.2, 0.4, 0.6, 0.8, 1]
const most = [1, 0.5, 0.3, 0.2, 0.1, 0.1]
const least = [1, 0.95, 0.9, 0.8, 0.4, 0.1]

describe('what a curve loses', () => {
  it('is .67 and .28 for the curves computed by hand, and the difference is the fidelity .39', () => {
    expect(lossUntil(shares, most)).toBeCloseTo(0.67, 12)
    expect(lossUntil(shares, least)).toBeCloseTo(0.28, 12)
    expect(lossUntil(shares, least) / lossUntil(shares, most)).toBeCloseTo(0.41791, 6)
  })

  it('is cut on the line between two points', () => {
    // From .4 to .5 the curve falls from .9 to .85.
    expect(lossUntil(shares, least, 0.5)).toBeCloseTo(0.2 * 0.025 + 0.2 * 0.075 + 0.1 * 0.125, 12)
    expect(lossUntil(shares, least, 0.4)).toBeCloseTo(0.2 * 0.025 + 0.2 * 0.075, 12)
  })

  it('is not known beyond the end of a curve', () => {
    expect(lossUntil([0, 0.5], [1, 1], 0.6)).toBeNaN()
  })
})

it('a curve has values between its points', () => {
  expect(Array.from(valuesAt([0, 0.5, 1], [1, 0, 4], [0, 0.25, 0.5, 0.75, 1]))).toEqual([1, 0.5, 0, 2, 4])
})

/** Areas per picture from the stored logits of the FPA repository (CIFAR-10, integrated gradients, ten pictures, 21 points). */
const published = {
  none: [
    [27.85842, 10.582326, -1.029593, 16.390451, 31.446538, 27.528272, 27.122199, 18.48768, 27.641082, 26.002413],
    [48.097804, 22.233071, 10.940639, 20.637048, 71.203459, 54.222261, 34.871512, 30.981039, 29.586161, 54.102733],
  ],
  rand: [
    [42.66428, 55.062262, 32.268958, 7.691833, 42.037173, 30.79843, -11.273243, 33.88009, 41.522654, 10.039643],
    [93.014824, 76.63285, 79.244281, 78.763635, 89.821212, 92.599056, 94.900088, 110.976521, 78.481404, 84.372514],
  ],
  rect: [
    [33.1582, 10.522196, -11.525167, -18.92971, 43.599575, 35.84613, 27.284124, 49.61403, 35.517426, 5.081799],
    [50.422434, 14.273857, -10.976888, -9.991615, 66.626179, 40.893666, 55.40768, 57.529064, 40.430063, 27.42743],
  ],
} as const

describe('areas of both orders on the same pictures', () => {
  // "rand" is printed in the repository's notebook; the others are computed from its arrays.
  test.each([
    ['none', [21.202979, 37.687573, 16.484594, 12.495315, 7.426063]],
    ['rand', [28.469208, 87.880639, 59.411431, 13.412625, 14.857512]],
    ['rect', [21.01686, 33.204187, 12.187327, 21.274887, 5.986916]],
  ] as const)('%s', (model, expected) => {
    const [first, last] = published[model]
    const found = pairedAreas(first, last)
    const numbers = [found.most, found.least, found.difference, found.independent, found.paired]
    numbers.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index]!, 5)
    })
  })
})

it('the relative area of one stored curve is as published', () => {
  const logits = [
    12.7751, 7.6077, 5.9932, 3.3422, 3.1653, 4.2822, 4.3183, 4.1938, 5.0326, 5.1667, 4.1335, 3.9065, 4.2475, 3.6433, 3.6778,
    2.9976, 0.7196, -1.1208, -0.8903, -1.2562, 3.2615,
  ]
  expect(Math.abs(relativeArea(logits) - 27.8584)).toBeLessThan(1e-3)
})
