import { keysCubic, triangle } from '../math/resampling-filters.ts'

/** For each output position of one axis: the first input position it reads, how many, and their 22-bit fixed-point weights. */
export interface AxisWeights {
  readonly first: Int32Array
  readonly length: Int32Array
  /** `stride` places per output position, `length` of them in use. */
  readonly weights: Int32Array
  readonly stride: number
}

const fixedPointOne = 1 << 22

/** Weights that take an axis of `from` pixels to `to`, with the operations of Pillow's resampler in Pillow's order. */
export function resampleWeights(from: number, to: number, filter: 'bilinear' | 'bicubic'): AxisWeights {
  const { support: reach, weigh } = filters[filter]
  const scale = from / to
  const filterScale = Math.max(1, scale)
  const support = reach * filterScale
  const inverse = 1 / filterScale
  const stride = Math.ceil(support) * 2 + 1
  const first = new Int32Array(to)
  const length = new Int32Array(to)
  const weights = new Int32Array(to * stride)
  const exact = new Float64Array(stride)

  for (let o = 0; o < to; o++) {
    const centre = (o + 0.5) * scale
    const low = Math.max(0, Math.trunc(centre - support + 0.5))
    const high = Math.min(from, Math.trunc(centre + support + 0.5))
    let sum = 0
    for (let i = low; i < high; i++) {
      const weight = weigh((i - centre + 0.5) * inverse)
      exact[i - low] = weight
      sum += weight
    }
    first[o] = low
    length[o] = high - low
    for (let k = 0; k < high - low; k++) weights[o * stride + k] = toFixedPoint(exact[k]! / sum)
  }
  return { first, length, weights, stride }
}

const filters = {
  bilinear: { support: 1, weigh: (distance: number) => triangle(Math.abs(distance)) },
  bicubic: { support: 2, weigh: (distance: number) => keysCubic(Math.abs(distance), -0.5) },
} as const

function toFixedPoint(weight: number): number {
  return Math.trunc(weight * fixedPointOne + (weight < 0 ? -0.5 : 0.5))
}
