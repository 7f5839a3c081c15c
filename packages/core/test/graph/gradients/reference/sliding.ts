import type { Attributes } from './reference.ts'

/** The window of a convolution or pool as the operators define it; one number per spatial axis. */
export interface ReferenceWindow {
  readonly sizes: readonly number[]
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** How many places the window takes. */
  readonly places: readonly number[]
}

export function referenceWindow(attributes: Attributes, sizes: readonly number[], kernel: readonly number[]): ReferenceWindow {
  const strides = attributes.integers('strides') ?? sizes.map(() => 1)
  const dilations = attributes.integers('dilations') ?? sizes.map(() => 1)
  const pads = attributes.integers('pads') ?? [...sizes, ...sizes].map(() => 0)
  const mode = attributes.text('auto_pad', 'NOTSET')
  const window = { sizes, kernel, strides, dilations }
  if (mode.startsWith('SAME')) {
    const places = sizes.map((size, axis) => Math.ceil(size / strides[axis]!))
    const total = sizes.map((size, axis) => Math.max(0, (places[axis]! - 1) * strides[axis]! + kernel[axis]! - size))
    const before = total.map((amount) => (mode === 'SAME_UPPER' ? Math.floor(amount / 2) : Math.ceil(amount / 2)))
    return { ...window, places, before, after: total.map((amount, axis) => amount - before[axis]!) }
  }
  const before = mode === 'VALID' ? sizes.map(() => 0) : pads.slice(0, sizes.length)
  const after = mode === 'VALID' ? sizes.map(() => 0) : pads.slice(sizes.length)
  const ceil = attributes.integer('ceil_mode', 0) === 1
  const places = sizes.map((size, axis) => {
    const length = (kernel[axis]! - 1) * dilations[axis]! + 1
    const steps = (size + before[axis]! + after[axis]! - length) / strides[axis]!
    if (!ceil) return Math.floor(steps) + 1
    const count = Math.ceil(steps) + 1
    return (count - 1) * strides[axis]! >= size + before[axis]! ? count - 1 : count
  })
  return { ...window, before, after, places }
}

/** Every place of a shape, in row-major order. */
export function allPlaces(dims: readonly number[]): readonly (readonly number[])[] {
  const [first, ...rest] = dims
  if (first === undefined) return [[]]
  const inner = allPlaces(rest)
  return Array.from({ length: first }, (_, i) => inner.map((place) => [i, ...place])).flat()
}

/** Where tap `tap` of the window at `place` falls; it may lie outside. */
export function tapAt(
  { strides, dilations, before }: ReferenceWindow,
  place: readonly number[],
  tap: readonly number[],
): readonly number[] {
  return place.map((at, axis) => at * strides[axis]! - before[axis]! + tap[axis]! * dilations[axis]!)
}

/** Row-major position within a shape, or -1 outside it. */
function positionIn(dims: readonly number[], place: readonly number[]): number {
  let position = 0
  for (let axis = 0; axis < dims.length; axis++) {
    if (place[axis]! < 0 || place[axis]! >= dims[axis]!) return -1
    position = position * dims[axis]! + place[axis]!
  }
  return position
}

/** For every place, the positions that the taps of the window see, in row-major order; -1 for padding. */
export function seenPositions(window: ReferenceWindow): readonly (readonly number[])[] {
  const taps = allPlaces(window.kernel)
  return allPlaces(window.places).map((place) => taps.map((tap) => positionIn(window.sizes, tapAt(window, place, tap))))
}
