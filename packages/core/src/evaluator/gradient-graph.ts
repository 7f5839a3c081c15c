import { cut } from '../graph/cut.ts'
import { differentiate } from '../graph/gradients/differentiate.ts'
import type { ProviderPolicy } from '../graph/gradients/provider-policy.ts'
import type { RectifierRule } from '../graph/gradients/rule.ts'
import type { OnnxModel, OnnxValue } from '../graph/proto.ts'
import { declareValue } from '../graph/value.ts'
import type { Network } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'

/** What is differentiated by what, and how. */
export interface WantedGradient {
  readonly of: 'input' | SpatialLayer
  readonly rule: RectifierRule
  readonly policy: ProviderPolicy
}

/** Forward and backward part in one model of a fixed batch. */
export interface GradientGraph {
  readonly model: OnnxModel
  /** The picture, and the weights with which logits are summed. */
  readonly inputs: readonly [input: string, seed: string]
  /** Logits, gradient, and the layer itself where one is differentiated by. */
  readonly outputs: readonly string[]
}

/** The model that gives logits and their derivative by the picture or by a layer. Throws GRADIENT_NO_RULE and GRADIENT_TOO_LARGE. */
export function gradientGraph({ model, weights, facts }: Network, { of, rule, policy }: WantedGradient): GradientGraph {
  const wrt = of === 'input' ? 'input' : of.name
  const declare = (name: string): OnnxValue => declareValue(name, facts.get(name)!.dims)
  const forward = cut(model, { from: [declare('input')], to: ['logits', ...(of === 'input' ? [] : [wrt])].map(declare) })
  const derived = differentiate(forward, { of: 'logits', wrt: [wrt], facts, weights, policy, rectifier: rule })
  return {
    model: derived.model,
    inputs: ['input', derived.seed],
    outputs: ['logits', ...derived.gradients, ...(of === 'input' ? [] : [wrt])],
  }
}
