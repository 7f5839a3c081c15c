import { pad, reshape, zeros } from './emit.ts'
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
  const inBlocks = reshape(
    build,
    source,
    all.map(({ size }) => size),
  )
  // Zeros between single numbers of the last axis are joined on: Pad takes five times as long over rows of one number.
  const spread = blocks.at(-1)?.length === 2 ? among(build, inBlocks, all.at(-1)!) : inBlocks
  const isSpread = (axis: number): boolean => spread !== inBlocks && axis === all.length - 1
  const padded = pad(
    build,
    spread,
    all.map(({ before }, axis) => (isSpread(axis) ? 0 : before)),
    all.map(({ after }, axis) => (isSpread(axis) ? 0 : after)),
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

/** The tensor between zeros along its last axis. */
function among(build: GraphBuilder, tensor: string, { before, size, after }: Block): string {
  const dims = build.dims(tensor).slice(0, -1)
  const parts = [
    ...(before > 0 ? [zeros(build, [...dims, before])] : []),
    tensor,
    ...(after > 0 ? [zeros(build, [...dims, after])] : []),
  ]
  return build.add('Concat', parts, [...dims, before + size + after], { axis: dims.length })
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
