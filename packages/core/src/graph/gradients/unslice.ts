import { pad, reshape } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'

/** Evenly spaced places along an axis: `start`, `start + step`, ... */
export interface Places {
  readonly axis: number
  readonly start: number
  /** Not 0; negative for places in falling order. */
  readonly step: number
  readonly count: number
}

/** Zeros of shape `dims` with the tensor's numbers at evenly spaced places of some axes: what a slice is on the way back. */
export function unslice(build: GraphBuilder, tensor: string, places: readonly Places[], dims: readonly number[]): string {
  let source = tensor
  for (const { axis, step, count } of places) if (step < 0 && count > 1) source = reversed(build, source, axis)
  const rising = new Map(places.map((place) => [place.axis, inRisingOrder(place)]))

  // A step cuts its axis into blocks of that length, each with one number: an axis over blocks and one within.
  const blocks = dims.map((size, axis): readonly Block[] => {
    const { start, step, count } = rising.get(axis) ?? { start: 0, step: 1, count: size }
    if (step === 1) return [{ size: count, before: start, after: size - start - count }]
    const first = Math.floor(start / step)
    const within = start % step
    return [
      { size: count, before: first, after: Math.ceil(size / step) - first - count },
      { size: 1, before: within, after: step - 1 - within },
    ]
  })
  const all = blocks.flat()
  const padded = pad(
    build,
    reshape(
      build,
      source,
      all.map(({ size }) => size),
    ),
    all.map(({ before }) => before),
    all.map(({ after }) => after),
  )
  const whole = blocks.map((parts) => parts.reduce((length, { before, size, after }) => length * (before + size + after), 1))
  const excess = dims.map((size, axis) => size - whole[axis]!)
  return pad(
    build,
    reshape(build, padded, whole),
    dims.map(() => 0),
    excess,
  )
}

interface Block {
  readonly size: number
  readonly before: number
  readonly after: number
}

function inRisingOrder({ axis, start, step, count }: Places): Places {
  if (count <= 1) return { axis, start, step: 1, count }
  return step > 0 ? { axis, start, step, count } : { axis, start: start + (count - 1) * step, step: -step, count }
}

function reversed(build: GraphBuilder, tensor: string, axis: number): string {
  const dims = build.dims(tensor)
  const order = build.integers(Array.from({ length: dims[axis]! }, (_, i) => dims[axis]! - 1 - i))
  return build.add('Gather', [tensor, order], dims, { axis })
}
