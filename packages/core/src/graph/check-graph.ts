import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, GraphProtoSchema, NodeProtoSchema } from 'onnx-buf'
import { TelltaleError } from '../errors.ts'
import { innerGraphs } from './node.ts'
import { graphOf, type OnnxGraph, type OnnxModel, type OnnxNode, withGraph } from './proto.ts'
import { sortNodes } from './sort-nodes.ts'
import { readsOf } from './walk.ts'

/**
 * The model with every operator behind those it reads from; the very same one where that is so already. Takes time in proportion to the size
 * of the graph. Throws MODEL_UNREADABLE where a tensor has two makers or none, or operators wait for each other in a circle.
 */
export function checkGraph(model: OnnxModel, file: string): OnnxModel {
  const graph = graphOf(model)
  const ordered = orderGraph(graph, new Set(), file)
  return ordered === graph ? model : withGraph(model, { node: ordered.node })
}

/** `around` holds the names that an inner graph sees of the graphs it lies in. */
function orderGraph(graph: OnnxGraph, around: ReadonlySet<string>, file: string): OnnxGraph {
  const given = givenNames(graph, file)
  const makers = makersOf(graph, given, file)
  const isKnown = (name: string): boolean => given.has(name) || makers.has(name) || around.has(name)
  for (const node of graph.node) {
    for (const name of readsOf(node))
      if (!isKnown(name)) throw broken(file, `${describe(node)} reads "${name}", which nothing makes`, name)
  }
  for (const { name } of graph.output) if (!isKnown(name)) throw broken(file, `nothing makes its output "${name}"`, name)

  const { nodes, circle } = sortNodes(graph.node, makers)
  if (circle !== null) throw broken(file, `its operators wait for each other in a circle: ${circle.join(', ')}`, circle[0]!)
  const inside = nodes.some((node) => innerGraphs(node).length > 0)
    ? orderInside(nodes, new Set([...around, ...given, ...makers.keys()]), file)
    : nodes
  return inside === graph.node ? graph : Object.assign(create(GraphProtoSchema), graph, { node: inside })
}

/** Names of inputs and constants. A constant may be listed as an input as well, to be overridden. */
function givenNames(graph: OnnxGraph, file: string): ReadonlySet<string> {
  const constants = [
    ...graph.initializer.map(({ name }) => name),
    ...graph.sparseInitializer.map(({ values }) => values?.name ?? ''),
  ]
  const inputs = graph.input.map(({ name }) => name)
  for (const names of [constants, inputs]) {
    const seen = new Set<string>()
    for (const name of names) {
      if (seen.has(name)) throw broken(file, `it has two constants or inputs "${name}"`, name)
      seen.add(name)
    }
  }
  return new Set([...constants, ...inputs])
}

function makersOf(graph: OnnxGraph, given: ReadonlySet<string>, file: string): ReadonlyMap<string, OnnxNode> {
  const makers = new Map<string, OnnxNode>()
  for (const node of graph.node) {
    for (const name of node.output) {
      if (name === '') continue
      if (makers.has(name) || given.has(name)) throw broken(file, `${describe(node)} makes "${name}", which exists already`, name)
      makers.set(name, node)
    }
  }
  return makers
}

function orderInside(nodes: readonly OnnxNode[], around: ReadonlySet<string>, file: string): OnnxNode[] {
  let changed = false
  const ordered = nodes.map((node) => {
    const attribute = node.attribute.map((entry) => {
      const g = entry.g && orderGraph(entry.g, around, file)
      const graphs = entry.graphs.map((inner) => orderGraph(inner, around, file))
      if (g === entry.g && graphs.every((inner, i) => inner === entry.graphs[i])) return entry
      return Object.assign(create(AttributeProtoSchema), entry, { ...(g ? { g } : {}), graphs })
    })
    if (attribute.every((entry, i) => entry === node.attribute[i])) return node
    changed = true
    return Object.assign(create(NodeProtoSchema), node, { attribute })
  })
  return changed ? ordered : (nodes as OnnxNode[])
}

function describe({ opType, name, output }: OnnxNode): string {
  const called = name || output.find((tensor) => tensor !== '')
  return called === undefined ? `an operator ${opType}` : `the operator ${opType} "${called}"`
}

function broken(file: string, what: string, value: string): TelltaleError {
  return new TelltaleError('MODEL_UNREADABLE', `${file} is damaged: ${what}.`, 'Export the model again.', { file, value })
}
