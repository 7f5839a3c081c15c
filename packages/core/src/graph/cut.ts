import { graphOf, type OnnxGraph, type OnnxModel, type OnnxNode, type OnnxValue, withGraph } from './proto.ts'
import { producersOf, readsOf } from './walk.ts'

/** Where a graph is cut: the tensors that the part begins with and those it ends with, as its inputs and outputs are declared. */
export interface Cut {
  readonly from: readonly OnnxValue[]
  readonly to: readonly OnnxValue[]
}

/**
 * The part of a model between two sets of tensors, with the constants that it reads; tensors keep their names. Two parts that share a boundary
 * compute together what the whole does, bit for bit. Throws RangeError where an end depends on an input of the model by another way.
 */
export function cut(model: OnnxModel, { from, to }: Cut): OnnxModel {
  const graph = graphOf(model)
  const ends = to.map(({ name }) => name)
  const beginnings = new Set(from.map(({ name }) => name))
  const { nodes, read } = walkBack(graph, ends, beginnings)
  const made = new Set(nodes.flatMap((node) => node.output))
  const constants = graph.initializer.filter(({ name }) => read.has(name) && !beginnings.has(name))
  const sparse = graph.sparseInitializer.filter(({ values }) => read.has(values?.name ?? ''))
  const known = new Set([...beginnings, ...made, ...constants.map(({ name }) => name), ...sparse.map((one) => one.values!.name)])
  const loose = [...read].find((name) => !known.has(name))
  if (loose !== undefined) throw new RangeError(`The part of the model that ends in ${ends.join(', ')} also reads "${loose}".`)
  return withGraph(model, {
    input: [...from],
    output: [...to],
    node: nodes,
    initializer: constants,
    sparseInitializer: sparse,
    // What the file says of sizes may be of another batch.
    valueInfo: [],
  })
}

/**
 * Tensors beside a layer that the part between it and `output` also reads and that depend on the picture: they have to be fed with the layer
 * when the part is run alone. A shape does not depend on the picture's numbers, and is none of them. In place of a tensor that cannot be fed stand
 * those that it is made from.
 */
export function skipsOf(
  model: OnnxModel,
  layer: string,
  output: string,
  canBeFed = (_: string): boolean => true,
): readonly string[] {
  const graph = graphOf(model)
  const producers = producersOf(graph)
  const ofPicture = dependents(graph, inputNames(graph), (node) => !readsShapeOnly(node))
  const behind = dependents(graph, [layer])
  const { nodes } = walkBack(graph, [output], new Set([layer]))
  const beside = (node: OnnxNode): readonly string[] =>
    readsShapeOnly(node) ? [] : [...readsOf(node)].filter((name) => ofPicture.has(name) && !behind.has(name))
  const fed = (name: string): readonly string[] => {
    const maker = producers.get(name)
    return canBeFed(name) || maker === undefined ? [name] : beside(maker).flatMap(fed)
  }
  const between = nodes.filter((node) => node.output.some((name) => behind.has(name)))
  return [...new Set(between.flatMap(beside).flatMap(fed))]
}

/** Names of the graph's inputs. */
export function inputNames(graph: OnnxGraph): readonly string[] {
  return graph.input.map(({ name }) => name)
}

/** The tensors themselves and everything computed from them, through the nodes that count. */
export function dependents(
  graph: OnnxGraph,
  tensors: readonly string[],
  counts = (_: OnnxNode): boolean => true,
): ReadonlySet<string> {
  const reached = new Set(tensors)
  for (const node of graph.node) {
    if (counts(node) && [...readsOf(node)].some((name) => reached.has(name))) for (const name of node.output) reached.add(name)
  }
  reached.delete('')
  return reached
}

/** Whether a node looks at the sizes of what it reads and not at the numbers. */
export function readsShapeOnly({ opType, domain }: OnnxNode): boolean {
  return (opType === 'Shape' || opType === 'Size') && (domain === '' || domain === 'ai.onnx')
}

/** The nodes that `ends` are made by, in the order of the graph, and every name read on the way; nothing in front of `stops`. */
function walkBack(
  graph: OnnxGraph,
  ends: readonly string[],
  stops: ReadonlySet<string>,
): { readonly nodes: OnnxNode[]; readonly read: ReadonlySet<string> } {
  const producers = producersOf(graph)
  const read = new Set<string>()
  const met = new Set<OnnxNode>()
  const queue = [...ends]
  while (queue.length > 0) {
    const name = queue.pop()!
    if (read.has(name)) continue
    read.add(name)
    const node = stops.has(name) ? undefined : producers.get(name)
    if (node === undefined || met.has(node)) continue
    met.add(node)
    queue.push(...readsOf(node))
  }
  return { nodes: graph.node.filter((node) => met.has(node)), read }
}
