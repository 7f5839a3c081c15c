import { product } from '../broadcast.ts'
import { expand, matmul, reshape, transpose, zeros } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'

/** `matrix[i][j]`, row-major, of `from` rows and `to` columns. */
export interface AxisMatrix {
  readonly from: number
  readonly to: number
  readonly values: ArrayLike<number>
}

/** The tensor with the numbers along one axis, `from` of them, replaced by their products with the matrix: `to` of them. */
export function multiplyAlong(build: GraphBuilder, tensor: string, axis: number, matrix: AxisMatrix): string {
  const dims = build.dims(tensor)
  const result = dims.with(axis, matrix.to)
  if (axis === dims.length - 1) {
    const rows = dims.length === 1 ? reshape(build, tensor, [1, matrix.from]) : tensor
    return reshape(build, matmul(build, rows, build.floats(matrix.values, [matrix.from, matrix.to])), result)
  }
  const left = build.floats(transposed(matrix), [matrix.to, matrix.from])
  return reshape(build, matmul(build, left, reshape(build, tensor, around(dims, axis))), result)
}

/**
 * Zeros of shape `dims` to which the numbers along one axis are added at the places that an integer tensor names, one place per position of that
 * axis; it may be known only when the model runs. Negative places count from the end.
 */
export function scatterAlong(build: GraphBuilder, tensor: string, axis: number, places: string, dims: readonly number[]): string {
  const from = build.dims(tensor)
  const column = from.map((size, i) => (i === axis ? size : 1))
  const indices = expand(build, reshape(build, places, column), from)
  return build.add('ScatterElements', [zeros(build, dims), indices, tensor], dims, { axis, reduction: 'add' })
}

/** The tensor with its axes split into `parts`, put into another order, and joined to a shape. */
export function rearrange(
  build: GraphBuilder,
  tensor: string,
  parts: readonly number[],
  order: readonly number[],
  dims: readonly number[],
): string {
  return reshape(build, transpose(build, reshape(build, tensor, parts), order), dims)
}

function around(dims: readonly number[], axis: number): readonly number[] {
  // With one axis behind, the leading ones may stay: they broadcast.
  return axis === dims.length - 2 ? dims : [product(dims.slice(0, axis)), dims[axis]!, product(dims.slice(axis + 1))]
}

function transposed({ from, to, values }: AxisMatrix): Float32Array {
  return Float32Array.from({ length: from * to }, (_, i) => values[(i % from) * to + Math.floor(i / from)]!)
}
