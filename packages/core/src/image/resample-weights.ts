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
  bilinear: { support: 1, weigh: triangle },
  bicubic: { support: 2, weigh: cubic },
} as const

function triangle(distance: number): number {
  const x = Math.abs(distance)
  return x < 1 ? 1 - x : 0
}

/** Keys' cubic convolution with a = -0.5. */
function cubic(distance: number): number {
  const a = -0.5
  const x = Math.abs(distance)
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a
  return 0
}

function toFixedPoint(weight: number): number {
  return Math.trunc(weight * fixedPointOne + (weight < 0 ? -0.5 : 0.5))
}
