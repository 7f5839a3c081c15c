import type { TensorFacts } from '../facts.ts'
import { innerGraphs } from '../node.ts'
import { elementTypes, type OnnxGraph, type OnnxNode } from '../proto.ts'
import { readsOf } from '../walk.ts'
import { mayFlow, ruleOf } from './rules.ts'

/** The part of a graph through which derivatives flow. */
export interface ActivePart {
  /** Tensors that depend on one of those that are differentiated by, and that are numbers with a derivative. */
  readonly active: ReadonlySet<string>
  /** Nodes between the two ends, in the order of the graph. */
  readonly walked: readonly OnnxNode[]
}

const differentiable: readonly number[] = [elementTypes.float32, elementTypes.float16, elementTypes.float64]

/** Walks forward from `wrt` and back from `of`, and keeps what both reach. */
export function activeTensors(graph: OnnxGraph, of: string, wrt: readonly string[], facts: TensorFacts): ActivePart {
  const reached = new Set(wrt)
  for (const node of graph.node) {
    if (sourcesOf(node, reached).length === 0) continue
    const carriesIntegers = ruleOf(node)?.carriesIntegers ?? false
    for (const name of node.output) {
      const fact = facts.get(name)
      // Of a list of tensors nothing is known, but derivatives would have to pass through it.
      if (name !== '' && (fact === undefined || carriesIntegers || differentiable.includes(fact.elementType))) reached.add(name)
    }
  }
  const needed = new Set([of])
  const walked: OnnxNode[] = []
  for (const node of [...graph.node].reverse()) {
    if (!node.output.some((name) => needed.has(name) && reached.has(name))) continue
    // Nothing in front of a tensor asked for matters unless another one lies there.
    const inputs = sourcesOf(node, reached)
    if (inputs.length === 0) continue
    walked.push(node)
    for (const name of inputs) needed.add(name)
  }
  return { active: new Set([...reached].filter((name) => needed.has(name))), walked: walked.reverse() }
}

/** Tensors through which a derivative comes to a node: inputs, and what graphs inside it (If, Loop, Scan) read of those around them. */
function sourcesOf(node: OnnxNode, reached: ReadonlySet<string>): readonly string[] {
  const inputs = node.input.filter((name, index) => reached.has(name) && mayFlow(node, index))
  if (innerGraphs(node).length === 0) return inputs
  return [...inputs, ...[...readsOf(node)].filter((name) => reached.has(name) && !node.input.includes(name))]
}
