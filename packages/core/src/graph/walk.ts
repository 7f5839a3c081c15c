import { attributeOf, innerGraphs } from './node.ts'
import type { OnnxGraph, OnnxNode, OnnxTensor } from './proto.ts'

/** The graph itself and every graph inside its nodes. */
export function* everyGraph(graph: OnnxGraph): Generator<OnnxGraph> {
  yield graph
  for (const node of graph.node) {
    for (const inner of innerGraphs(node)) yield* everyGraph(inner)
  }
}

/** Every constant of the graph, in the initialiser list or in a node's attribute, inner graphs included. */
export function* everyConstant(graph: OnnxGraph): Generator<OnnxTensor> {
  for (const { initializer, sparseInitializer, node } of everyGraph(graph)) {
    yield* initializer
    for (const { values, indices } of sparseInitializer) {
      if (values) yield values
      if (indices) yield indices
    }
    for (const { attribute } of node) {
      for (const { t, tensors } of attribute) {
        if (t) yield t
        yield* tensors
      }
    }
  }
}

/** Which node makes a tensor. */
export function producersOf(graph: OnnxGraph): ReadonlyMap<string, OnnxNode> {
  return new Map(graph.node.flatMap((node) => node.output.filter((name) => name !== '').map((name) => [name, node] as const)))
}

/** Constants of the graph by name: initialisers and the outputs of Constant nodes that hold a dense tensor. */
export function constantsOf(graph: OnnxGraph): ReadonlyMap<string, OnnxTensor> {
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name, tensor] as const))
  for (const node of graph.node) {
    const tensor = node.opType === 'Constant' ? attributeOf(node, 'value')?.t : undefined
    if (tensor !== undefined && node.output[0] !== undefined) constants.set(node.output[0], tensor)
  }
  return constants
}

/** Tensors that a node reads: its inputs, and what graphs inside it take from around them. */
export function readsOf(node: OnnxNode): ReadonlySet<string> {
  const reads = new Set(node.input)
  reads.delete('')
  for (const inner of innerGraphs(node)) for (const name of freeReadsOf(inner)) reads.add(name)
  return reads
}

function freeReadsOf(graph: OnnxGraph): ReadonlySet<string> {
  const made = new Set([...graph.input, ...graph.initializer].map(({ name }) => name))
  for (const { values } of graph.sparseInitializer) if (values) made.add(values.name)
  for (const { output } of graph.node) for (const name of output) made.add(name)
  const reads = new Set(graph.output.map(({ name }) => name))
  for (const node of graph.node) for (const name of readsOf(node)) reads.add(name)
  return new Set([...reads].filter((name) => !made.has(name)))
}

/** Every tensor name in use anywhere in the graph. */
export function namesIn(graph: OnnxGraph): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { input, output, initializer, node } of everyGraph(graph)) {
    for (const value of [...input, ...output, ...initializer]) names.add(value.name)
    for (const { input: reads, output: writes } of node) for (const name of [...reads, ...writes]) names.add(name)
  }
  return names
}
