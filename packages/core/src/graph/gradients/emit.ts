import { broadcastDims } from '../broadcast.ts'
import { elementTypes } from '../proto.ts'
import type { GraphBuilder } from './graph-builder.ts'

/** An element-wise operator of two tensors under broadcasting. */
export function binary(build: GraphBuilder, opType: 'Add' | 'Sub' | 'Mul' | 'Div' | 'Pow', left: string, right: string): string {
  return build.add(opType, [left, right], stretched(build, left, right))
}

/** An element-wise operator of one tensor. */
export function unary(build: GraphBuilder, opType: string, tensor: string): string {
  return build.add(opType, [tensor], build.dims(tensor))
}

/** The tensor times a number; the tensor itself for 1. */
export function scaled(build: GraphBuilder, tensor: string, factor: number): string {
  return factor === 1 ? tensor : binary(build, 'Mul', tensor, build.scalar(factor))
}

/** A comparison of two tensors under broadcasting, as booleans. */
export function compare(build: GraphBuilder, opType: 'Equal' | 'Greater' | 'Less', left: string, right: string): string {
  return build.add(opType, [left, right], stretched(build, left, right), {}, elementTypes.boolean)
}

/** Both conditions. */
export function both(build: GraphBuilder, left: string, right: string): string {
  return build.add('And', [left, right], stretched(build, left, right), {}, elementTypes.boolean)
}

/** `tensor` where the condition holds, `otherwise` (zero unless told) elsewhere. */
export function where(build: GraphBuilder, condition: string, tensor: string, otherwise = build.scalar(0)): string {
  const dims = broadcastDims(build.dims(condition), stretched(build, tensor, otherwise))
  if (dims === null) throw new RangeError('A condition does not fit what it chooses from.')
  return build.add('Where', [condition, tensor, otherwise], dims)
}

/** The same numbers in another shape; the tensor itself where it has that shape. */
export function reshape(build: GraphBuilder, tensor: string, dims: readonly number[]): string {
  if (isSame(build.dims(tensor), dims)) return tensor
  // A size of 0 would mean "as before" to Reshape.
  return build.add('Reshape', [tensor, build.integers(dims)], dims, {}, build.fact(tensor).elementType)
}

/** Axis `i` of the result is axis `order[i]` of the tensor. */
export function transpose(build: GraphBuilder, tensor: string, order: readonly number[]): string {
  if (order.every((axis, i) => axis === i)) return tensor
  const dims = build.dims(tensor)
  return build.add(
    'Transpose',
    [tensor],
    order.map((axis) => dims[axis]!),
    { perm: order },
  )
}

/** The tensor stretched to a shape it broadcasts to. */
export function expand(build: GraphBuilder, tensor: string, dims: readonly number[]): string {
  if (isSame(build.dims(tensor), dims)) return tensor
  return build.add('Expand', [tensor, build.integers(dims)], dims, {}, build.fact(tensor).elementType)
}

/** Sum over axes (0-based), which stay as axes of size 1 unless told. */
export function sumOver(build: GraphBuilder, tensor: string, axes: readonly number[], keepsAxes = true): string {
  if (axes.length === 0) return tensor
  return build.add('ReduceSum', [tensor, build.integers(axes)], reducedDims(build.dims(tensor), axes, keepsAxes), {
    keepdims: keepsAxes ? 1 : 0,
  })
}

/** Mean over axes (0-based), which stay as axes of size 1. */
export function meanOver(build: GraphBuilder, tensor: string, axes: readonly number[]): string {
  return reduceOver(build, 'ReduceMean', tensor, axes)
}

/** A reduction over axes (0-based), which stay as axes of size 1. ReduceSum is `sumOver`: its axes are an input already before 18. */
export function reduceOver(build: GraphBuilder, opType: string, tensor: string, axes: readonly number[]): string {
  if (axes.length === 0) return tensor
  const dims = reducedDims(build.dims(tensor), axes, true)
  if (build.opset >= 18) return build.add(opType, [tensor, build.integers(axes)], dims, { keepdims: 1 })
  return build.add(opType, [tensor], dims, { axes, keepdims: 1 })
}

/** Sums a cotangent over every axis along which an operand of that shape was stretched, and gives it the operand's shape. */
export function unbroadcast(build: GraphBuilder, cotangent: string, dims: readonly number[]): string {
  const from = build.dims(cotangent)
  const added = from.length - dims.length
  const axes = from.flatMap((size, axis) => (axis < added || (dims[axis - added] === 1 && size !== 1) ? [axis] : []))
  return reshape(build, sumOver(build, cotangent, axes), dims)
}

/** The numbers from `starts` (inclusive) to `ends` (exclusive) along `axes`, every `steps`-th of them. */
export function slice(build: GraphBuilder, tensor: string, { axes, starts, ends, steps }: SliceBounds): string {
  const dims = [...build.dims(tensor)]
  axes.forEach((axis, i) => {
    dims[axis] = Math.max(0, Math.ceil((ends[i]! - starts[i]!) / (steps?.[i] ?? 1)))
  })
  if (isSame(dims, build.dims(tensor))) return tensor
  const inputs = [tensor, ...[starts, ends, axes, ...(steps ? [steps] : [])].map((list) => build.integers(list))]
  return build.add('Slice', inputs, dims)
}

export interface SliceBounds {
  /** 0-based. */
  readonly axes: readonly number[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Positive; 1 each unless told. */
  readonly steps?: readonly number[]
}

/** Zeros in front of and behind every axis; negative amounts cut off. */
export function pad(build: GraphBuilder, tensor: string, before: readonly number[], after: readonly number[]): string {
  const sizes = build.dims(tensor)
  const cut = slice(build, tensor, {
    axes: sizes.map((_, axis) => axis),
    starts: before.map((amount) => Math.max(0, -amount)),
    ends: sizes.map((size, axis) => size + Math.min(0, after[axis]!)),
  })
  const amounts = [...before, ...after].map((amount) => Math.max(0, amount))
  if (amounts.every((amount) => amount === 0)) return cut
  const dims = build.dims(cut).map((size, axis) => size + amounts[axis]! + amounts[axis + sizes.length]!)
  return build.add('Pad', [cut, build.integers(amounts)], dims)
}

/** Matrix product over the last two axes; leading axes broadcast. Both tensors have at least two axes. */
export function matmul(build: GraphBuilder, left: string, right: string): string {
  const a = build.dims(left)
  const b = build.dims(right)
  const batch = broadcastDims(a.slice(0, -2), b.slice(0, -2))
  if (batch === null) throw new RangeError('The leading axes of a matrix product do not go together.')
  return build.add('MatMul', [left, right], [...batch, a.at(-2)!, b.at(-1)!])
}

/** Sum of tensors of one shape; null for none. */
export function sumOf(build: GraphBuilder, tensors: readonly string[]): string | null {
  const [first, second] = tensors
  if (first === undefined) return null
  if (second === undefined) return first
  return build.add(tensors.length === 2 ? 'Add' : 'Sum', tensors, build.dims(first))
}

/** A tensor of zeros. */
export function zeros(build: GraphBuilder, dims: readonly number[]): string {
  return expand(
    build,
    build.floats(
      [0],
      dims.map(() => 1),
    ),
    dims,
  )
}

/** Whether two shapes are the same. */
function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis])
}

/** 0-based axes from ones that may count from the end. */
export function fromStart(axes: readonly number[], rank: number): readonly number[] {
  return axes.map((axis) => (axis < 0 ? axis + rank : axis))
}

function reducedDims(dims: readonly number[], axes: readonly number[], keepsAxes: boolean): readonly number[] {
  if (keepsAxes) return dims.map((size, axis) => (axes.includes(axis) ? 1 : size))
  return dims.filter((_, axis) => !axes.includes(axis))
}

function stretched(build: GraphBuilder, left: string, right: string): readonly number[] {
  const dims = broadcastDims(build.dims(left), build.dims(right))
  if (dims === null) throw new RangeError('Two tensors do not broadcast.')
  return dims
}
