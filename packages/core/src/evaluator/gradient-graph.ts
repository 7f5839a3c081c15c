import { cut } from '../graph/cut.ts'
import type { TensorFact, TensorFacts } from '../graph/facts.ts'
import { differentiate } from '../graph/gradients/differentiate.ts'
import type { ProviderPolicy } from '../graph/gradients/provider-policy.ts'
import type { RectifierRule } from '../graph/gradients/rule.ts'
import { createNode } from '../graph/node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxValue, withGraph } from '../graph/proto.ts'
import { createFloats } from '../graph/tensor.ts'
import { declareValue } from '../graph/value.ts'
import type { Link } from '../kernels/kernels.ts'
import type { Network } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'

/** What is differentiated by what, and how. */
export interface WantedGradient {
  readonly of: 'input' | SpatialLayer
  readonly rule: RectifierRule
  readonly link: Link
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

/** Smallest normal float32: stands for a probability of zero in a logarithm. */
const smallestProbability = 2 ** -126

/**
 * The model that gives logits and their derivative by the picture or by a layer. Where a model answers probabilities, their logarithms are the
 * logits, as everywhere. Throws GRADIENT_NO_RULE and GRADIENT_TOO_LARGE.
 */
export function gradientGraph({ model, weights, facts }: Network, { of, rule, link, policy }: WantedGradient): GradientGraph {
  const wrt = of === 'input' ? 'input' : of.name
  const declare = (name: string): OnnxValue => declareValue(name, facts.get(name)!.dims)
  const forward = cut(model, { from: [declare('input')], to: ['logits', ...(of === 'input' ? [] : [wrt])].map(declare) })
  const answer = link === 'none' ? withLogarithms(forward, facts) : { model: forward, facts, logits: 'logits' }
  const derived = differentiate(answer.model, {
    of: answer.logits,
    wrt: [wrt],
    facts: answer.facts,
    weights,
    policy,
    rectifier: rule,
  })
  return {
    model: derived.model,
    inputs: ['input', derived.seed],
    outputs: [answer.logits, ...derived.gradients, ...(of === 'input' ? [] : [wrt])],
  }
}

interface Answer {
  readonly model: OnnxModel
  readonly facts: TensorFacts
  readonly logits: string
}

function withLogarithms(model: OnnxModel, facts: TensorFacts): Answer {
  const [floor, bounded, logits] = ['telltale_floor', 'telltale_bounded', 'telltale_logits']
  const graph = graphOf(model)
  const { dims } = facts.get('logits')!
  const float = (sizes: readonly number[], values: readonly number[] | null = null): TensorFact => ({
    elementType: elementTypes.float32,
    dims: sizes,
    values,
  })
  return {
    logits,
    model: withGraph(model, {
      node: [...graph.node, createNode('Max', ['logits', floor], [bounded]), createNode('Log', [bounded], [logits])],
      initializer: [...graph.initializer, createFloats(floor, [], [smallestProbability])],
      output: graph.output.map((value) => (value.name === 'logits' ? declareValue(logits, dims) : value)),
    }),
    facts: new Map([...facts, [floor, float([], [smallestProbability])], [bounded, float(dims)], [logits, float(dims)]]),
  }
}
