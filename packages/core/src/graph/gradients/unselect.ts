import { multiplyAlong, scatterAlong } from './along-axis.ts'
import { pad, reshape, sumOver } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { unslice } from './unslice.ts'

/** A matrix of zeros and ones above this many numbers is not written. */
const mostMatrixNumbers = 1 << 17

/**
 * Reading places `indices` along an axis, on the way back: zeros of shape `dims` to which the numbers of position `i` of that axis are added at
 * place `indices[i]`. Scattering with addition is slow or unknown on some providers, so it is the last of the forms tried.
 */
export function unselect(
  build: GraphBuilder,
  tensor: string,
  axis: number,
  indices: readonly number[],
  dims: readonly number[],
): string {
  const size = dims[axis]!
  const step = evenStep(indices)
  if (step !== null) return unslice(build, tensor, [{ axis, start: indices[0]!, step, count: indices.length }], dims)
  const repeats = indices.length / size
  if (Number.isInteger(repeats) && indices.every((place, i) => place === Math.floor(i / repeats))) {
    const split = [...dims.slice(0, axis + 1), repeats, ...dims.slice(axis + 1)]
    return sumOver(build, reshape(build, tensor, split), [axis + 1], false)
  }
  const readers = readersOf(indices, size)
  const most = readers.reduce((largest, { length }) => Math.max(largest, length), 0)
  const numbers = indices.length * size
  // A product is several times faster than looking up and summing, as long as its matrix is small.
  if (most === 1 || (numbers > mostMatrixNumbers && most * size <= 4 * Math.max(size, indices.length))) {
    return collect(build, tensor, axis, readers, most, dims)
  }
  if (numbers > mostMatrixNumbers) return scatterAlong(build, tensor, axis, build.integers(indices), dims)
  const values = new Float32Array(numbers)
  indices.forEach((place, i) => {
    values[i * size + place] = 1
  })
  return multiplyAlong(build, tensor, axis, { from: indices.length, to: size, values })
}

/** The step of evenly spaced places, or null for places that are none. */
function evenStep(indices: readonly number[]): number | null {
  if (indices.length === 1) return 1
  const step = indices[1]! - indices[0]!
  return step !== 0 && indices.every((place, i) => place === indices[0]! + i * step) ? step : null
}

/** For each place, the positions that read it. */
function readersOf(indices: readonly number[], size: number): readonly (readonly number[])[] {
  const readers = Array.from({ length: size }, (): number[] => [])
  indices.forEach((place, position) => {
    readers[place]!.push(position)
  })
  return readers
}

/** Each place takes the numbers of its readers, `most` of them or zeros instead, and sums them. */
function collect(
  build: GraphBuilder,
  tensor: string,
  axis: number,
  readers: readonly (readonly number[])[],
  most: number,
  dims: readonly number[],
): string {
  const none = build.dims(tensor)[axis]!
  const isFull = readers.every(({ length }) => length === most)
  const behind = dims.map((_, i) => (i === axis && !isFull ? 1 : 0))
  const source = pad(
    build,
    tensor,
    dims.map(() => 0),
    behind,
  )
  const table = Array.from({ length: most }, (_, turn) => readers.map((positions) => positions[turn] ?? none)).flat()
  const taken = build.add('Gather', [source, build.integers(table)], dims.with(axis, table.length), { axis })
  if (most === 1) return taken
  return sumOver(build, reshape(build, taken, [...dims.slice(0, axis), most, ...dims.slice(axis)]), [axis], false)
}
