import { interpolationPlaces, type ResizedAxis } from './interpolation-places.ts'
import { keysCubic, triangle } from './resampling-filters.ts'

export interface Interpolation extends ResizedAxis {
  readonly mode: 'linear' | 'cubic'
  /** Keys' coefficient `a` of the cubic; -0.75 in ONNX and PyTorch, -0.5 in Pillow. */
  readonly cubicCoefficient: number
  /** Places outside weigh nothing, instead of reading the edge. */
  readonly excludesOutside: boolean
  /** Widens the filter when shrinking, so that every number of the input is read. */
  readonly antialiases: boolean
}

/**
 * Interpolation of one axis as a matrix: row-major, a row of `from` weights per position of the result; rows sum to 1.
 * Linear and cubic as ONNX's Resize defines them; the cubic is that of Keys, "Cubic convolution interpolation for digital image processing" (1981).
 */
export function interpolationMatrix(interpolation: Interpolation): Float64Array {
  const { from, to, scale, mode, cubicCoefficient, excludesOutside, antialiases } = interpolation
  const stretch = antialiases ? Math.max(1, 1 / scale) : 1
  const reach = (mode === 'linear' ? 1 : 2) * stretch
  const weigh = mode === 'linear' ? triangle : (distance: number) => keysCubic(distance, cubicCoefficient)
  const matrix = new Float64Array(to * from)
  interpolationPlaces(interpolation).forEach((place, position) => {
    const row = matrix.subarray(position * from, (position + 1) * from)
    let sum = 0
    for (let read = Math.floor(place - reach); read <= Math.ceil(place + reach); read++) {
      if (excludesOutside && (read < 0 || read >= from)) continue
      const weight = weigh(Math.abs(read - place) / stretch)
      row[Math.min(from - 1, Math.max(0, read))]! += weight
      sum += weight
    }
    for (let i = 0; i < from; i++) row[i]! /= sum
  })
  return matrix
}
