import type { FoundAttention } from '../graph/attention.ts'
import type { TensorFacts } from '../graph/facts.ts'
import type { OnnxModel } from '../graph/proto.ts'
import type { Weights } from '../graph/tensor.ts'
import type { SpatialLayer } from './spatial-layer.ts'

/** What is known of the inside of an opened classifier: enough to derive other graphs from it and to say which methods can run. */
export interface Network {
  /** The canonical model (`input` to `logits`) in float32 and operator set 16 or later; the derived graphs share its weights. */
  readonly model: OnnxModel
  readonly weights: Weights
  /** Frames per run of derived graphs: the model's fixed batch, or 1. */
  readonly batch: number
  /** Of every tensor, for that batch. */
  readonly facts: TensorFacts
  /** Layers that methods may read, first to last. */
  readonly layers: readonly SpatialLayer[]
  /** The one that methods read unless told; null where no tensor lies on a grid. */
  readonly layer: SpatialLayer | null
  /** Why that one, in a clause. */
  readonly layerReason: string
  /** What a derivative of the logits by the picture has no rule for, each once and in words; empty where it can be had. */
  readonly gaps: readonly string[]
  /** The same from a layer on. */
  readonly gapsAfter: (layer: SpatialLayer) => readonly string[]
  /** Names of the operators where guided backpropagation differs from the plain gradient, with their number. */
  readonly rectifiers: Readonly<Record<string, number>>
  /** Where tokens attend to tokens, first to last. */
  readonly attention: readonly AttentionLayer[]
  /** The dense layer behind a global average pool, where that is how the network ends. */
  readonly head: LinearHead | null
  /** Multiplications of one forward, and of the part behind a layer: what a derivative costs is read off them. */
  readonly multiplications: number
  readonly multiplicationsAfter: (layer: SpatialLayer) => number
}

/** Where tokens attend to tokens: f32[heads, tokens, tokens] per picture. */
export type AttentionLayer = FoundAttention

/** logits = weights * mean of the layer over its grid + bias. */
export interface LinearHead {
  readonly layer: SpatialLayer
  /** f32[classes, channels], row-major. */
  readonly weights: Float32Array
}
