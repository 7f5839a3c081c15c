import { expect, test } from 'vitest'
import { clipScale, colourSaliency, levelScale, saliencyScale } from '../../src/render/saliency-map.ts'

/** Colours of each value, as triples. */
function colours(...values: number[]): number[][] {
  const rgb = colourSaliency(Float32Array.from(values))
  return values.map((_, index) => [...rgb.subarray(3 * index, 3 * index + 3)])
}

const lightness = ([red, green, blue]: number[]) => 0.299 * red! + 0.587 * green! + 0.114 * blue!

test('least is the first colour of viridis, largest the last', () => {
  expect(colours(2, 10)).toEqual([
    [68, 1, 84],
    [253, 231, 37],
  ])
})

test('lightness rises all the way', () => {
  const rising = colours(...Array.from({ length: 64 }, (_, index) => index)).map(lightness)
  expect(rising).toEqual([...rising].sort((a, b) => a - b))
})

test('a map with negative values is drawn around zero: orange, light, blue', () => {
  const [against, neutral, forIt] = colours(-1, 0, 0.5)
  expect(against).toEqual([166, 70, 0])
  expect(neutral).toEqual([245, 243, 240])
  expect(forIt![2]).toBeGreaterThan(forIt![0]!)
})

test('a constant map is one flat colour, and no number is the least', () => {
  expect(colours(3, 3)).toEqual([
    [68, 1, 84],
    [68, 1, 84],
  ])
  expect(colours(Number.NaN, 0, 1)[0]).toEqual([68, 1, 84])
})

test('a map that is told to be signed has zero in the middle, also where it is zero everywhere', () => {
  const values = Float32Array.from([0, 2])
  expect(saliencyScale(values, true)).toEqual({ from: -2, to: 2, signed: true })
  expect([...colourSaliency(values, saliencyScale(values, true)).subarray(0, 3)]).toEqual([245, 243, 240])
  const zero = Float32Array.from([0])
  expect([...colourSaliency(zero, saliencyScale(zero, true))]).toEqual([245, 243, 240])
})

test('a map to which zero means nothing runs from its least to its largest, also below zero', () => {
  expect(levelScale(Float32Array.from([-3, Number.NaN, -1]))).toEqual({ from: -3, to: -1, signed: false })
})

test('colours end where the share of magnitudes lies within, on both sides of a signed map, and what lies beyond has the colour of the end', () => {
  const values = Float32Array.from([1, -2, 3, -4, 50])
  const signed = clipScale(values, saliencyScale(values), 0.8)
  expect(signed).toEqual({ from: -4, to: 4, signed: true })
  expect([...colourSaliency(values, signed).subarray(12)]).toEqual([0, 90, 148])
  const unsigned = values.map(Math.abs)
  expect(clipScale(unsigned, saliencyScale(unsigned), 0.8)).toEqual({ from: 1, to: 4, signed: false })
})

test('a scale is kept where nothing lies beyond, or where nearly all is zero', () => {
  for (const values of [Float32Array.from([1, 2, 2]), Float32Array.from([0, 0, 0, 0, 9])]) {
    const scale = saliencyScale(values)
    expect(clipScale(values, scale, 0.8)).toBe(scale)
  }
})
