import type { Attributes, Reference } from './reference.ts'
import { allPlaces, type ReferenceWindow, referenceWindow, seenPositions, tapAt } from './sliding.ts'
import type { Tensor64 } from './tensor.ts'

export const poolingReferences: Readonly<Record<string, Reference>> = {
  MaxPool: ([x], attributes) => [overWindows(x!, attributes, () => (seen) => Math.max(...seen))],
  GlobalMaxPool: ([x]) => [overAll(x!, (seen) => Math.max(...seen))],
  AveragePool: ([x], attributes) => [
    overWindows(x!, attributes, (window, place) => {
      const countsPadding = attributes.integer('count_include_pad', 0) === 1
      return (seen) => sum(seen) / (countsPadding ? countWithPadding(window, place) : seen.length)
    }),
  ],
  GlobalAveragePool: ([x]) => [overAll(x!, (seen) => sum(seen) / seen.length)],
  LpPool: ([x], attributes) => [overWindows(x!, attributes, () => (seen) => norm(seen, attributes.integer('p', 2)))],
  GlobalLpPool: ([x], attributes) => [overAll(x!, (seen) => norm(seen, attributes.integer('p', 2)))],
}

type Pool = (seen: readonly number[]) => number

/** One number per channel and place, from the numbers of the picture that the window sees there. */
function overWindows(
  x: Tensor64,
  attributes: Attributes,
  poolAt: (window: ReferenceWindow, place: readonly number[]) => Pool,
): Tensor64 {
  const [batch, channels, ...sizes] = x.dims
  const window = referenceWindow(attributes, sizes, attributes.integers('kernel_shape')!)
  const size = sizes.reduce((product, length) => product * length, 1)
  const places = allPlaces(window.places)
  const seen = seenPositions(window).map((positions) => positions.filter((position) => position >= 0))
  const values = Array.from({ length: batch! * channels! }, (_, channel) =>
    places.map((place, i) => poolAt(window, place)(seen[i]!.map((position) => x.values[channel * size + position]!))),
  )
  return { dims: [batch!, channels!, ...window.places], values: Float64Array.from(values.flat()) }
}

function overAll(x: Tensor64, pool: Pool): Tensor64 {
  const [batch, channels, ...sizes] = x.dims
  const size = sizes.reduce((product, length) => product * length, 1)
  const values = Float64Array.from({ length: batch! * channels! }, (_, channel) =>
    pool(Array.from(x.values.subarray(channel * size, (channel + 1) * size))),
  )
  return { dims: [batch!, channels!, ...sizes.map(() => 1)], values }
}

/** Taps within the picture and its padding; what ceil_mode adds behind the padding is not counted. */
function countWithPadding(window: ReferenceWindow, place: readonly number[]): number {
  const isInside = (position: number, axis: number): boolean =>
    position >= -window.before[axis]! && position < window.sizes[axis]! + window.after[axis]!
  return allPlaces(window.kernel).filter((tap) => tapAt(window, place, tap).every(isInside)).length
}

function norm(seen: readonly number[], p: number): number {
  return sum(seen.map((value) => Math.abs(value) ** p)) ** (1 / p)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
