import type { RectifierRule } from '../graph/gradients/rule.ts'
import type { Network } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import type { Cost, Target } from './mask-evaluator.ts'

/** Derivatives of the target's logit by the picture or by a layer, from a backward graph that is derived from the model. */
export interface GradientEvaluator {
  readonly network: Network
  /** Interleaved RGB 0..255 to f32[3, H, W], what `evaluate` takes. */
  readonly normalise: (rgb: Uint8Array | Float32Array) => Float32Array
  /** The layer of that name, or the default one. Throws USAGE_PARAMETER, with the layers there are. */
  readonly layer: (name?: string) => SpatialLayer
  /** Forwards that one frame's derivative counts as: 3 for the picture; for a layer 1 and twice the share of the network behind it, rounded. */
  readonly forwardsOf: (of: 'input' | SpatialLayer) => number
  readonly spent: Cost
  /** Forwards left in the budget. */
  readonly remaining: number
  /**
   * `frames` f32[count, 3, H, W] as `normalise` makes them. For `input` the gradient is f32[count, 3, H, W] and the activation the frames
   * themselves; for a layer both are f32[count, channels, rows, columns]. `logits` f64[count] is the target's logit, or the difference of two.
   * Frames run one after another where the model allows it: the same bits whatever the count.
   *
   * Throws BUDGET_SPENT before it would go over, GRADIENT_NO_RULE, GRADIENT_TOO_LARGE, MODEL_NOT_FINITE, CANCELLED.
   */
  readonly evaluate: (
    frames: Float32Array,
    count: number,
    target: Target,
    of: 'input' | SpatialLayer,
    rule?: RectifierRule,
  ) => Promise<Gradients>
}

export interface Gradients {
  readonly gradient: Float32Array
  readonly activation: Float32Array
  readonly logits: Float64Array
}
