/** Weights by the names of the graph's inputs. */
export type Weights = ReadonlyMap<string, Float32Array>

/** One graph holds forward, loss and backward; weights are inputs, so this one interface trains heads and small networks. */
export interface TrainingStep {
  /** Rows of every batch. */
  readonly batch: number
  /** Numbers of one row. */
  readonly rowLength: number
  readonly classes: number
  /**
   * The mean cross-entropy of a batch f32[batch, rowLength] with its classes, and its derivative by every weight. The gradients are overwritten by
   * the next call.
   */
  readonly run: (rows: Float32Array, labels: Uint32Array, weights: Weights) => Promise<StepResult>
  readonly dispose: () => Promise<void>
}

export interface StepResult {
  readonly loss: number
  readonly gradients: Weights
}

/** Changes weights in place; `step` counts from 0. */
export type Optimiser = (weights: Weights, gradients: Weights, step: number) => void
