import { describe, expect, test } from 'vitest'
import { interpolationMatrix } from '../../src/math/interpolation-matrix.ts'
import { coordinateModes, interpolationPlaces, nearestIndices, nearestModes } from '../../src/math/interpolation-places.ts'

const plain = { cubicCoefficient: -0.75, excludesOutside: false, antialiases: false } as const
const doubling = { from: 2, to: 4, scale: 2, coordinates: 'half_pixel' } as const

/** Each row applied to the numbers given. */
function applied(matrix: Float64Array, numbers: readonly number[]): readonly number[] {
  const rows = matrix.length / numbers.length
  return Array.from({ length: rows }, (_, row) =>
    numbers.reduce((sum, number, i) => sum + number * matrix[row * numbers.length + i]!, 0),
  )
}

describe('interpolation as a matrix', () => {
  test('linear, doubled: quarters between neighbours, the edge beyond', () => {
    const matrix = interpolationMatrix({ ...doubling, ...plain, mode: 'linear' })
    expect([...matrix]).toEqual([1, 0, 0.75, 0.25, 0.25, 0.75, 0, 1])
  })

  test('cubic, doubled: the example of the ONNX standard (resize_upsample_scales_cubic), by its separable part', () => {
    const matrix = interpolationMatrix({ ...doubling, ...plain, mode: 'cubic', from: 4, to: 8 })
    const published = [0.47265625, 0.76953125, 1.24609375, 1.875, 2.28125, 2.91015625, 3.38671875, 3.68359375]
    // The example's input is 1 + 4 * row + column, so its first row is 1 + 4 * a + b with a and b of this vector.
    const places = applied(matrix, [0, 1, 2, 3])
    expect(places.map((place) => 1 + 4 * places[0]! + place)).toEqual(published)
  })

  test('antialiased halving reads four numbers where the plain one reads two', () => {
    const halving = { from: 8, to: 4, scale: 0.5, coordinates: 'half_pixel', mode: 'linear' } as const
    const row = (antialiases: boolean): readonly number[] => [
      ...interpolationMatrix({ ...halving, ...plain, antialiases }).subarray(8, 16),
    ]
    expect(row(false)).toEqual([0, 0, 0.5, 0.5, 0, 0, 0, 0])
    expect(row(true)).toEqual([0, 0.125, 0.375, 0.375, 0.125, 0, 0, 0])
  })

  test('rows sum to 1 whatever the mode', () => {
    for (const coordinates of coordinateModes)
      for (const mode of ['linear', 'cubic'] as const)
        for (const excludesOutside of [false, true]) {
          const matrix = interpolationMatrix({ ...plain, from: 5, to: 7, scale: 1.4, coordinates, mode, excludesOutside })
          for (const sum of applied(matrix, [1, 1, 1, 1, 1])) expect(sum).toBeCloseTo(1, 12)
        }
  })
})

describe('places', () => {
  test('of two numbers made four', () => {
    const places = Object.fromEntries(
      coordinateModes.map((coordinates) => [
        coordinates,
        interpolationPlaces({ ...doubling, coordinates }).map((place) => Math.round(place * 1e6) / 1e6),
      ]),
    )
    expect(places).toEqual({
      half_pixel: [-0.25, 0.25, 0.75, 1.25],
      half_pixel_symmetric: [-0.25, 0.25, 0.75, 1.25],
      pytorch_half_pixel: [-0.25, 0.25, 0.75, 1.25],
      align_corners: [0, 0.333333, 0.666667, 1],
      asymmetric: [0, 0.5, 1, 1.5],
      tf_half_pixel_for_nn: [0.25, 0.75, 1.25, 1.75],
    })
  })

  test('half_pixel_symmetric keeps the middle where the size was rounded', () => {
    const [first, last] = interpolationPlaces({ from: 4, to: 2, scale: 0.7, coordinates: 'half_pixel_symmetric' })
    expect(first! + last!).toBeCloseTo(3, 6)
  })

  test('one number: PyTorch and aligned corners read the first', () => {
    const one = { from: 5, to: 1, scale: 0.2 } as const
    expect(interpolationPlaces({ ...one, coordinates: 'half_pixel' })).toEqual([2])
    expect(interpolationPlaces({ ...one, coordinates: 'pytorch_half_pixel' })).toEqual([0])
    expect(interpolationPlaces({ ...one, coordinates: 'align_corners' })).toEqual([0])
  })

  test('rounding, and places outside read the edge', () => {
    const indices = nearestModes.map((mode) => [...nearestIndices({ ...doubling, coordinates: 'asymmetric' }, mode)])
    expect(indices).toEqual([
      [0, 0, 1, 1],
      [0, 1, 1, 1],
      [0, 0, 1, 1],
      [0, 1, 1, 1],
    ])
  })
})
