/** What is known of a tensor before the model runs: all sizes are numbers, the batch's included. */
export interface TensorFact {
  /** ONNX element type, as in `elementTypes`. */
  readonly elementType: number
  readonly dims: readonly number[]
  /** The numbers of a small constant (shapes, axes, bounds), row-major; null for everything that is large or depends on the picture. */
  readonly values: readonly number[] | null
}

/** Facts by tensor name. */
export type TensorFacts = ReadonlyMap<string, TensorFact>
