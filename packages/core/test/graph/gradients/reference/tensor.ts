/** A dense array of doubles, row-major; booleans are 0 and 1. */
export interface Tensor64 {
  readonly dims: readonly number[]
  readonly values: Float64Array
  /** ONNX element type that the tensor has in the model; float32 unless told. */
  readonly elementType?: number
}

/** A tensor of that shape; `value` gives each number from its position. */
export function tensor64(dims: readonly number[], value: (index: number) => number): Tensor64 {
  return { dims, values: Float64Array.from({ length: dims.reduce((product, size) => product * size, 1) }, (_, i) => value(i)) }
}
