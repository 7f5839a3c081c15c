import { productOf } from './places.ts'
import type { Attributes, Reference } from './reference.ts'
import { type ReferenceWindow, referenceWindow, seenPositions } from './sliding.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const convolutionReferences: Readonly<Record<string, Reference>> = {
  Conv: ([x, w, bias], attributes) => [convolve(x!, w!, bias ?? null, attributes)],
  'com.microsoft::FusedConv': ([x, w, bias], attributes) => [convolve(x!, w!, bias ?? null, attributes)],
  ConvTranspose: ([x, w, bias], attributes) => [convolveTransposed(x!, w!, bias ?? null, attributes)],
}

/** y[o, place] = bias[o] + sum over the group's channels c and taps t of x[c, what t sees from place] * w[o, c, t]. */
function convolve(x: Tensor64, w: Tensor64, bias: Tensor64 | null, attributes: Attributes): Tensor64 {
  const [batch, channels, ...sizes] = x.dims
  const [outputs, perGroup, ...kernel] = w.dims
  const window = referenceWindow(attributes, sizes, kernel)
  const seen = seenPositions(window)
  const size = productOf(sizes)
  const taps = productOf(kernel)
  const outputsPerGroup = outputs! / attributes.integer('group', 1)
  const values = new Float64Array(batch! * outputs! * seen.length)
  for (let n = 0; n < batch!; n++) {
    for (let o = 0; o < outputs!; o++) {
      const first = Math.floor(o / outputsPerGroup) * perGroup!
      seen.forEach((positions, place) => {
        let sum = bias?.values[o] ?? 0
        for (let c = 0; c < perGroup!; c++) {
          positions.forEach((position, tap) => {
            if (position < 0) return
            sum += x.values[(n * channels! + first + c) * size + position]! * w.values[(o * perGroup! + c) * taps + tap]!
          })
        }
        values[(n * outputs! + o) * seen.length + place] = sum
      })
    }
  }
  return { dims: [batch!, outputs!, ...window.places], values }
}

/** y[c, what tap t sees from place] += x[i, place] * w[i, c, t], then the bias. */
function convolveTransposed(x: Tensor64, w: Tensor64, bias: Tensor64 | null, attributes: Attributes): Tensor64 {
  const [batch, channels, ...places] = x.dims
  const [, perGroup, ...kernel] = w.dims
  const groups = attributes.integer('group', 1)
  const window = transposedWindow(attributes, places, kernel)
  const seen = seenPositions(window)
  const size = productOf(window.sizes)
  const taps = productOf(kernel)
  const outputs = perGroup! * groups
  const { values } = tensor64([batch!, outputs, size], (i) => bias?.values[Math.floor(i / size) % outputs] ?? 0)
  for (let n = 0; n < batch!; n++) {
    for (let i = 0; i < channels!; i++) {
      const first = Math.floor(i / (channels! / groups)) * perGroup!
      for (let c = 0; c < perGroup!; c++) {
        seen.forEach((positions, place) => {
          const value = x.values[(n * channels! + i) * seen.length + place]!
          positions.forEach((position, tap) => {
            if (position >= 0)
              values[(n * outputs + first + c) * size + position]! += value * w.values[(i * perGroup! + c) * taps + tap]!
          })
        })
      }
    }
  }
  return { dims: [batch!, outputs, ...window.sizes], values }
}

/** The window slides over what is made, with one place per number given. */
function transposedWindow(attributes: Attributes, places: readonly number[], kernel: readonly number[]): ReferenceWindow {
  const each = (value: number): readonly number[] => places.map(() => value)
  const strides = attributes.integers('strides') ?? each(1)
  const dilations = attributes.integers('dilations') ?? each(1)
  const further = attributes.integers('output_padding') ?? each(0)
  const pads = attributes.integers('pads') ?? [...each(0), ...each(0)]
  const mode = attributes.text('auto_pad', 'NOTSET')
  const asked = attributes.integers('output_shape')
  const window = { places, kernel, strides, dilations }
  const whole = places.map(
    (count, axis) => (count - 1) * strides[axis]! + (kernel[axis]! - 1) * dilations[axis]! + 1 + further[axis]!,
  )
  if (asked === null && !mode.startsWith('SAME')) {
    const [before, after] = [pads.slice(0, places.length), pads.slice(places.length)]
    return { ...window, before, after, sizes: whole.map((size, axis) => size - before[axis]! - after[axis]!) }
  }
  const sizes = asked ?? places.map((count, axis) => count * strides[axis]!)
  const total = whole.map((size, axis) => Math.max(0, size - sizes[axis]!))
  const before = total.map((amount) => (mode === 'SAME_UPPER' ? Math.floor(amount / 2) : Math.ceil(amount / 2)))
  return { ...window, before, after: total.map((amount, axis) => amount - before[axis]!), sizes }
}
