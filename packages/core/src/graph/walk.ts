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

/** Every tensor name in use anywhere in the graph. */
export function namesIn(graph: OnnxGraph): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { input, output, initializer, node } of everyGraph(graph)) {
    for (const value of [...input, ...output, ...initializer]) names.add(value.name)
    for (const { input: reads, output: writes } of node) for (const name of [...reads, ...writes]) names.add(name)
  }
  return names
}
