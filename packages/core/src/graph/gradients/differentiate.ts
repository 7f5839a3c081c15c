import { TelltaleError } from '../../errors.ts'
import type { TensorFact, TensorFacts } from '../facts.ts'
import { createNode } from '../node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode, type OnnxValue, opsetOf, withGraph } from '../proto.ts'
import { declareValue } from '../value.ts'
import { namesIn } from '../walk.ts'
import { activeTensors } from './active-tensors.ts'
import { sumOf, zeros } from './emit.ts'
import { fuseGelu } from './fuse-gelu.ts'
import { createGraphBuilder } from './graph-builder.ts'
import { requireRules, requireWays } from './require-rules.ts'
import type { RuleContext } from './rule.ts'
import { type RuleSurroundings, ruleViews } from './rule-view.ts'
import { ruleOf } from './rules.ts'

/** What is differentiated, and for whom. */
export interface DifferentiateOptions extends RuleSurroundings {
  /** The tensor that is differentiated, usually the logits. */
  readonly of: string
  /** What it is differentiated by: the graph's input, inner tensors, weights. */
  readonly wrt: readonly string[]
  /** Of every tensor of the model, with the batch size that the result is for. */
  readonly facts: TensorFacts
}

/** The enlarged model: its inputs and `seed`, its outputs and one gradient per tensor. */
export interface Differentiated {
  readonly model: OnnxModel
  /** The further input, of the shape of `of`: the weights with which its numbers are summed. */
  readonly seed: string
  /** Names of the further outputs, in the order of `wrt`. */
  readonly gradients: readonly string[]
}

/** More than any network takes; a graph that asks for more would not open in reasonable time. */
const mostNodes = 50_000

/**
 * Reverse-mode differentiation as a rewriting of the graph: backward nodes are appended, and the runtime that runs the forward part runs them too.
 * Shapes are those of `facts`, the batch size included. The model must have operator set 16 or later.
 *
 * Throws GRADIENT_NO_RULE naming every operator without a rule or a tensor of `wrt` that `of` does not depend on smoothly, GRADIENT_TOO_LARGE, and RangeError for a tensor the model does not have.
 */
export function differentiate(original: OnnxModel, options: DifferentiateOptions): Differentiated {
  const { of, wrt, facts } = options
  const model = fuseGelu(original, facts, new Set([of, ...wrt]))
  const graph = graphOf(model)
  const names = namesIn(graph)
  for (const tensor of [of, ...wrt]) if (!facts.has(tensor)) throw new RangeError(`The model has no tensor "${tensor}".`)

  const { active, walked } = activeTensors(graph, of, wrt, facts)
  const look = ruleViews(model, options, active, wrt)
  requireRules(walked, look)
  requireWays(active, of, wrt)

  const seed = freeNameAmong(names, 'seed')
  const seedFact = { ...facts.get(of)!, elementType: elementTypes.float32, values: null }
  const build = createGraphBuilder(new Map([...facts, [seed, seedFact]]), new Set([...names, seed]), opsetOf(model))
  const pending = new Map<string, readonly string[]>([[of, [seed]]])
  const cotangentOf = (tensor: string): string | null => {
    const sum = sumOf(build, pending.get(tensor) ?? [])
    if (sum !== null) pending.set(tensor, [sum])
    return sum
  }
  const amended = new Map<OnnxNode, OnnxNode>()
  for (const node of [...walked].reverse()) {
    const cotangents = node.output.map((name) => (active.has(name) ? cotangentOf(name) : null))
    const cotangent = cotangents.find((name) => name !== null)
    if (!cotangent) continue
    const context: RuleContext = { ...look(node), build, cotangent, cotangents, amend: (instead) => amended.set(node, instead) }
    const contributions = ruleOf(node)!.backward(context)
    node.input.forEach((name, index) => {
      if (!context.isActive(index)) return
      const contribution = contributions[index]?.() ?? null
      if (contribution !== null) pending.set(name, [...(pending.get(name) ?? []), contribution])
    })
    if (build.nodes.length > mostNodes) throw tooLarge(build.nodes.length)
  }

  const gradients = wrt.map((tensor) => freeNameAmong(names, `grad_${tensor}`))
  const ends = wrt.map((tensor) => cotangentOf(tensor) ?? zeros(build, facts.get(tensor)!.dims))
  return {
    seed,
    gradients,
    model: withGraph(model, {
      input: [...graph.input.map(({ name }) => declareFact(name, facts.get(name)!)), declareFact(seed, seedFact)],
      output: [
        ...graph.output.map(({ name }) => declareFact(name, facts.get(name)!)),
        ...gradients.map((name, i) => declareFact(name, { ...facts.get(wrt[i]!)!, elementType: elementTypes.float32 })),
      ],
      node: [
        ...graph.node.map((node) => amended.get(node) ?? node),
        ...build.nodes,
        ...gradients.map((name, i) => createNode('Identity', [ends[i]!], [name])),
      ],
      initializer: [...graph.initializer, ...build.constants],
      // Shapes in the file may be those of another batch size.
      valueInfo: [],
    }),
  }
}

function declareFact(name: string, { dims, elementType }: TensorFact): OnnxValue {
  return declareValue(name, dims, elementType)
}

function freeNameAmong(taken: ReadonlySet<string>, wanted: string): string {
  let name = wanted
  for (let i = 1; taken.has(name); i++) name = `${wanted}_${i}`
  return name
}

function tooLarge(nodes: number): TelltaleError {
  return new TelltaleError(
    'GRADIENT_TOO_LARGE',
    `The backward part of the model would have more than ${mostNodes} operators.`,
    'Choose a method that needs no gradients, or a layer nearer to the end (--layer).',
    { value: nodes, limit: mostNodes },
  )
}
