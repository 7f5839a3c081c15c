import type { TensorFact, TensorFacts } from '../facts.ts'
import { graphOf, type OnnxGraph, type OnnxModel, type OnnxNode, type OnnxTensor } from '../proto.ts'
import { readNumbers, type Weights } from '../tensor.ts'
import { constantsOf, producersOf } from '../walk.ts'
import type { ProviderPolicy } from './provider-policy.ts'
import type { RectifierRule, RuleView } from './rule.ts'
import { mayFlow } from './rules.ts'

/** What rules are told of the model besides its nodes. */
export interface RuleSurroundings {
  readonly facts: TensorFacts
  readonly weights: Weights
  readonly policy: ProviderPolicy
  /** `plain` unless told. */
  readonly rectifier?: RectifierRule
}

/** What a rule may look at before anything is written, node by node. */
export function ruleViews(
  model: OnnxModel,
  surroundings: RuleSurroundings,
  active: ReadonlySet<string>,
  wrt: readonly string[],
): (node: OnnxNode) => RuleView {
  const { facts, policy, rectifier = 'plain' } = surroundings
  const constants = constantsOf(graphOf(model))
  const constant = constantReader(constants, surroundings)
  const isFixed = fixedTensors(graphOf(model))
  const producers = producersOf(graphOf(model))
  const producer = (tensor: string): OnnxNode | null => (wrt.includes(tensor) ? null : (producers.get(tensor) ?? null))
  return (node) => {
    const factOf = (tensor: string | undefined): TensorFact => {
      const fact = tensor === undefined ? undefined : facts.get(tensor)
      if (fact === undefined) throw new RangeError(`Nothing is known of the tensor "${tensor}" at ${node.opType} "${node.name}".`)
      return fact
    }
    return {
      node,
      policy,
      rectifier,
      input: (index) => factOf(node.input[index]),
      output: (index) => factOf(node.output[index]),
      constant: (index) => (node.input[index] ? constant(node.input[index]) : null),
      isConstant: (index) => isFixed(node.input[index] ?? ''),
      producer: (index) => producer(node.input[index] ?? ''),
      isActive: (index) => active.has(node.input[index] ?? '') && mayFlow(node, index),
    }
  }
}

/** Tensors that the runtime computes once, when it opens the model: constants, and what depends on constants alone. It leaves DequantizeLinear for every run. */
function fixedTensors(graph: OnnxGraph): (tensor: string) => boolean {
  const moving = new Set(graph.input.map(({ name }) => name))
  for (const { opType, input, output, attribute } of graph.node) {
    const isOpaque = attribute.some(({ g }) => g !== undefined) || opType.startsWith('Random') || opType === 'DequantizeLinear'
    if (isOpaque || input.some((name) => moving.has(name))) for (const name of output) moving.add(name)
  }
  return (tensor) => !moving.has(tensor)
}

/** The numbers of constants by name, read once each. */
function constantReader(
  constants: ReadonlyMap<string, OnnxTensor>,
  { facts, weights }: RuleSurroundings,
): (tensor: string) => ArrayLike<number> | null {
  const read = new Map<string, ArrayLike<number> | null>()
  return (tensor) => {
    const small = facts.get(tensor)?.values
    if (small) return small
    const found = constants.get(tensor)
    if (!read.has(tensor)) read.set(tensor, found === undefined ? null : readNumbers(found, weights))
    return read.get(tensor) ?? null
  }
}
