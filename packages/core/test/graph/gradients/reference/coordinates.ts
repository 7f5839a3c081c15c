import type { Tensor64 } from './tensor.ts'

/** Where the number at a row-major position lies along each axis. */
export function coordinatesOf(position: number, dims: readonly number[]): number[] {
  const coordinates = dims.map(() => 0)
  let rest = position
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    coordinates[axis] = rest % dims[axis]!
    rest = Math.floor(rest / dims[axis]!)
  }
  return coordinates
}

/** The number at a place; axes of size 1 are stretched, and missing leading axes are ignored. */
export function valueAt({ dims, values }: Tensor64, coordinates: readonly number[]): number {
  const added = coordinates.length - dims.length
  return values[dims.reduce((position, size, axis) => position * size + (size === 1 ? 0 : coordinates[axis + added]!), 0)]!
}
