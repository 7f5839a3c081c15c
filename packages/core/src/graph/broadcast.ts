/** The element-wise product of two dense arrays under ONNX's (NumPy's) broadcasting; `dims` is the shape of the result. */
export function multiplyBroadcast(left: Operand, right: Operand, dims: readonly number[]): Float32Array {
  const result = new Float32Array(product(dims))
  const split = runStart(left.dims, right.dims, dims)
  const run = product(dims.slice(split))
  const stepLeft = isStretched(left.dims, dims, split) ? 0 : 1
  const stepRight = isStretched(right.dims, dims, split) ? 0 : 1
  const startLeft = positionIn(left.dims, dims)
  const startRight = positionIn(right.dims, dims)
  for (let from = 0; from < result.length; from += run) {
    const a = startLeft(from)
    const b = startRight(from)
    for (let i = 0; i < run; i++) result[from + i] = left.values[a + i * stepLeft]! * right.values[b + i * stepRight]!
  }
  return result
}

export interface Operand {
  readonly dims: readonly number[]
  readonly values: ArrayLike<number>
}

/** Shape of an element-wise result, or null where the shapes do not go together. */
export function broadcastDims(left: readonly number[], right: readonly number[]): readonly number[] | null {
  const rank = Math.max(left.length, right.length)
  const dims: number[] = []
  for (let axis = 0; axis < rank; axis++) {
    const a = left[axis - rank + left.length] ?? 1
    const b = right[axis - rank + right.length] ?? 1
    if (a !== b && a !== 1 && b !== 1) return null
    dims.push(a === 1 ? b : a)
  }
  return dims
}

/** Number of elements of a shape. */
export function product(dims: readonly number[]): number {
  return dims.reduce((result, size) => result * size, 1)
}

/** The first axis from which on each operand is either whole or stretched along all axes, so that a plain loop serves them. */
function runStart(left: readonly number[], right: readonly number[], to: readonly number[]): number {
  let split = to.length
  while (split > 0 && isRun(left, to, split - 1) && isRun(right, to, split - 1)) split--
  return split
}

function isRun(dims: readonly number[], to: readonly number[], split: number): boolean {
  return isStretched(dims, to, split) || to.every((size, axis) => axis < split || dims[axis - to.length + dims.length] === size)
}

function isStretched(dims: readonly number[], to: readonly number[], split: number): boolean {
  return to.every((_, axis) => axis < split || (dims[axis - to.length + dims.length] ?? 1) === 1)
}

/** From a position in the result to the position in an operand that was stretched to it. */
export function positionIn(dims: readonly number[], to: readonly number[]): (index: number) => number {
  const strides = to.map(() => 0)
  let stride = 1
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    if (dims[axis] !== 1) strides[axis + to.length - dims.length] = stride
    stride *= dims[axis]!
  }
  return (index) => {
    let rest = index
    let position = 0
    for (let axis = to.length - 1; axis >= 0; axis--) {
      position += (rest % to[axis]!) * strides[axis]!
      rest = Math.floor(rest / to[axis]!)
    }
    return position
  }
}
