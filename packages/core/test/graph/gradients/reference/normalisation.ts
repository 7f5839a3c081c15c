import { coordinatesOf, valueAt } from './coordinates.ts'
import type { Attributes, Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const normalisationReferences: Readonly<Record<string, Reference>> = {
  Softmax: ([x], { integer }) => [softmax(x!, integer('axis', -1))],
  LogSoftmax: ([x], { integer }) => {
    const y = softmax(x!, integer('axis', -1))
    return [{ ...y, values: y.values.map(Math.log) }]
  },
  LayerNormalization: ([x, scale, bias], { integer, float }) => {
    const axes = trailing(x!, integer('axis', -1))
    const { mean, inverse } = statistics(x!, axes, float('epsilon', 1e-5))
    return [
      overPlaces(
        x!,
        (value, place) => (value - valueAt(mean, place)) * valueAt(inverse, place) * at(scale, place) + at(bias, place),
      ),
      mean,
      inverse,
    ]
  },
  'com.microsoft::SkipLayerNormalization': ([x, skip, scale, bias, before], { float }) => {
    const sum = overPlaces(x!, (value, place) => value + valueAt(skip!, place) + at(before, place))
    const { mean, inverse } = statistics(sum, [x!.dims.length - 1], float('epsilon', 1e-12))
    const normalised = overPlaces(sum, (value, place) => (value - valueAt(mean, place)) * valueAt(inverse, place))
    return [overPlaces(normalised, (value, place) => value * at(scale, place) + at(bias, place)), mean, inverse, sum]
  },
  RMSNormalization: ([x, scale], { integer, float }) => {
    const squares = { ...x!, values: x!.values.map((value) => value * value) }
    const { mean } = statistics(squares, trailing(x!, integer('axis', -1)), 0)
    const epsilon = float('epsilon', 1e-5)
    return [overPlaces(x!, (value, place) => (value / Math.sqrt(valueAt(mean, place) + epsilon)) * at(scale, place))]
  },
  MeanVarianceNormalization: ([x], { integers }) => {
    const { mean, inverse } = statistics(x!, integers('axes') ?? [0, 2, 3], 0)
    return [overPlaces(x!, (value, place) => (value - valueAt(mean, place)) / (1 / valueAt(inverse, place) + 1e-9))]
  },
  InstanceNormalization: (inputs, attributes) => [inGroups(inputs, inputs[0]!.dims[1]!, attributes)],
  GroupNormalization: (inputs, attributes) => [inGroups(inputs, attributes.integer('num_groups', 1), attributes)],
  BatchNormalization: ([x, scale, bias, mean, variance], { float }) => [
    overPlaces(x!, (value, [, channel]) => {
      const of = (tensor: Tensor64 | null | undefined): number => tensor!.values[channel!]!
      return ((value - of(mean)) / Math.sqrt(of(variance) + float('epsilon', 1e-5))) * of(scale) + of(bias)
    }),
  ],
  LpNormalization: ([x], { integer }) => {
    const p = integer('p', 2)
    const axis = fromFront(x!, integer('axis', -1))
    return [
      overPlaces(x!, (value, place) => {
        const norm = alongAxis(x!, axis, place).reduce((sum, entry) => sum + Math.abs(entry) ** p, 0) ** (1 / p)
        return norm === 0 ? 0 : value / norm
      }),
    ]
  },
  LRN: ([x], { integer, float }) => {
    const size = integer('size', 1)
    return [
      overPlaces(x!, (value, place) => {
        const first = place[1]! - Math.floor((size - 1) / 2)
        const around = alongAxis(x!, 1, place).filter((_, channel) => channel >= first && channel < first + size)
        const squares = around.reduce((sum, entry) => sum + entry * entry, 0)
        return value / (float('bias', 1) + (float('alpha', 1e-4) / size) * squares) ** float('beta', 0.75)
      }),
    ]
  },
}

function softmax(x: Tensor64, axis: number): Tensor64 {
  return overPlaces(x, (value, place) => {
    const row = alongAxis(x, fromFront(x, axis), place)
    return 1 / row.reduce((sum, entry) => sum + Math.exp(entry - value), 0)
  })
}

/** Scale and bias have one number per channel, or per group where there are as many. */
function inGroups([x, scale, bias]: readonly (Tensor64 | null)[], groups: number, { float }: Attributes): Tensor64 {
  const perGroup = x!.dims[1]! / groups
  const size = x!.values.length / x!.dims[0]! / groups
  const { mean, inverse } = statistics({ ...x!, dims: [x!.dims[0]! * groups, size] }, [1], float('epsilon', 1e-5))
  return overPlaces(x!, (value, [picture, channel]) => {
    const group = Math.floor(channel! / perGroup)
    const row = picture! * groups + group
    const index = scale!.values.length === groups ? group : channel!
    return (value - mean.values[row]!) * inverse.values[row]! * scale!.values[index]! + bias!.values[index]!
  })
}

/** Mean and inverse deviation, in two passes. */
function statistics(
  x: Tensor64,
  axes: readonly number[],
  epsilon: number,
): { readonly mean: Tensor64; readonly inverse: Tensor64 } {
  const reduced = axes.map((axis) => fromFront(x, axis))
  const dims = x.dims.map((size, axis) => (reduced.includes(axis) ? 1 : size))
  const meanOf = (of: (value: number, place: readonly number[]) => number): Tensor64 => {
    const mean = tensor64(dims, () => 0)
    const count = x.values.length / mean.values.length
    x.values.forEach((value, position) => {
      const place = coordinatesOf(position, x.dims)
      const to = place.reduce((index, coordinate, axis) => index * dims[axis]! + (dims[axis] === 1 ? 0 : coordinate), 0)
      mean.values[to]! += of(value, place) / count
    })
    return mean
  }
  const mean = meanOf((value) => value)
  const variance = meanOf((value, place) => (value - valueAt(mean, place)) ** 2)
  return { mean, inverse: { dims, values: variance.values.map((value) => 1 / Math.sqrt(value + epsilon)) } }
}

function overPlaces(x: Tensor64, apply: (value: number, place: readonly number[]) => number): Tensor64 {
  return tensor64(x.dims, (position) => apply(x.values[position]!, coordinatesOf(position, x.dims)))
}

function alongAxis(x: Tensor64, axis: number, place: readonly number[]): readonly number[] {
  return Array.from({ length: x.dims[axis]! }, (_, i) => valueAt(x, place.with(axis, i)))
}

function at(tensor: Tensor64 | null | undefined, place: readonly number[]): number {
  return tensor ? valueAt(tensor, place) : 0
}

function trailing(x: Tensor64, axis: number): readonly number[] {
  const first = fromFront(x, axis)
  return x.dims.flatMap((_, i) => (i < first ? [] : [i]))
}

function fromFront(x: Tensor64, axis: number): number {
  return axis < 0 ? axis + x.dims.length : axis
}
