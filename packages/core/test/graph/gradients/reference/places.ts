import { coordinatesOf } from './coordinates.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

/** The number at a position along each axis. */
export function at({ dims, values }: Tensor64, coordinates: readonly number[]): number {
  return values[placeOf(coordinates, dims)]!
}

/** Place in the row-major list of a position along each axis. */
export function placeOf(coordinates: readonly number[], dims: readonly number[]): number {
  return coordinates.reduce((place, position, axis) => place * dims[axis]! + position, 0)
}

/** A tensor whose numbers are read from another: `from` takes a position in the result to one in the source. */
export function read(
  source: Tensor64,
  dims: readonly number[],
  from: (coordinates: readonly number[]) => readonly number[],
): Tensor64 {
  return tensor64(dims, (index) => at(source, from(coordinatesOf(index, dims))))
}

/** 0-based, from one that may count from the end. */
export function fromEnd(position: number, size: number): number {
  return position < 0 ? position + size : position
}

export function productOf(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1)
}
