import { product } from '../broadcast.ts'

/** The coordinates of every element of a tensor, row by row. The array given is one and the same each time. */
export function* eachIndex(dims: readonly number[]): Generator<readonly number[]> {
  const index = dims.map(() => 0)
  const count = product(dims)
  for (let i = 0; i < count; i++) {
    yield index
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      if (++index[axis]! < dims[axis]!) break
      index[axis] = 0
    }
  }
}

/** Row-major steps between neighbours along each axis. */
export function stridesOf(dims: readonly number[]): readonly number[] {
  return dims.map((_, axis) => product(dims.slice(axis + 1)))
}

/** Place of an element in the row-major list of numbers. */
export function positionOf(index: readonly number[], strides: readonly number[]): number {
  return index.reduce((sum, at, axis) => sum + at * strides[axis]!, 0)
}

/** The numbers of a tensor of which each element is one of another tensor: `from` maps coordinates to those of the source. */
export function pick(
  values: readonly number[],
  dims: readonly number[],
  outDims: readonly number[],
  from: (index: readonly number[]) => readonly number[],
): readonly number[] {
  const strides = stridesOf(dims)
  return Array.from(eachIndex(outDims), (index) => values[positionOf(from(index), strides)]!)
}
