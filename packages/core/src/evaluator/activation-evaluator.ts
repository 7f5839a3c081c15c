import type { AttentionLayer } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import type { Scores } from './mask-evaluator.ts'

/** The network after one layer: what the model would say if the layer held other numbers. */
export interface ActivationEvaluator {
  readonly layer: SpatialLayer
  /** The layer's own numbers for the whole frame, f32[channels, rows, columns]. */
  readonly activation: Float32Array
  /** Forwards left in the budget; one run of the rest of the network counts as one. */
  readonly remaining: number
  /**
   * `activations` f32[count, channels, rows, columns]; tokens in front of the grid, and tensors that reach the rest of the network by another way,
   * keep the numbers of the whole frame. Throws BUDGET_SPENT, MODEL_NOT_FINITE, CANCELLED.
   */
  readonly evaluate: (activations: Float32Array, count: number, want?: { readonly classes?: boolean }) => Promise<Scores>
}

/** What tokens attend to in one layer, for the whole frame: f32[heads, tokens, tokens], rows sum to 1. */
export interface Attention {
  readonly layer: AttentionLayer
  readonly values: Float32Array
}
