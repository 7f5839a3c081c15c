import { create } from '@bufbuild/protobuf'
import { OperatorSetIdProtoSchema } from 'onnx-buf'
import type { TensorFacts } from '../facts.ts'
import { createNode } from '../node.ts'
import { graphOf, type OnnxModel, type OnnxNode, withGraph } from '../proto.ts'
import { everyGraph, producersOf } from '../walk.ts'

const domain = 'com.microsoft'

/**
 * GELU as exporters spell it, `x * (1 + erf(x / sqrt(2))) / 2` in any order, as the one operator that the runtime makes of it: it can no longer once
 * the backward part reads what lies between, and then the forward part alone costs a third more. Tensors in `kept` stay.
 */
export function fuseGelu(model: OnnxModel, facts: TensorFacts, kept: ReadonlySet<string>): OnnxModel {
  const graph = graphOf(model)
  const neighbours = neighboursIn(model, facts)
  const fused = new Map<OnnxNode, OnnxNode>()
  const dropped = new Set<OnnxNode>()
  for (const node of graph.node) {
    const found = node.opType === 'Erf' ? findGelu(node, neighbours) : null
    if (found === null || found.inner.some(({ output }) => kept.has(output[0]!))) continue
    fused.set(found.last, Object.assign(createNode('Gelu', [found.x], [...found.last.output]), { domain }))
    for (const inner of found.inner) dropped.add(inner)
  }
  if (fused.size === 0) return model
  const next = withGraph(model, { node: graph.node.filter((node) => !dropped.has(node)).map((node) => fused.get(node) ?? node) })
  if (model.opsetImport.some((set) => set.domain === domain)) return next
  return Object.assign(next, { opsetImport: [...model.opsetImport, create(OperatorSetIdProtoSchema, { domain, version: 1n })] })
}

interface Gelu {
  readonly x: string
  /** The product that makes the result, and every node before it. */
  readonly last: OnnxNode
  readonly inner: readonly OnnxNode[]
}

interface Neighbours {
  readonly producer: (tensor: string) => OnnxNode | undefined
  /** The node that reads the tensor, where there is one only. */
  readonly reader: (tensor: string) => OnnxNode | undefined
  /** Whether a tensor is that number. */
  readonly is: (tensor: string, value: number) => boolean
}

function findGelu(erf: OnnxNode, { producer, reader, is }: Neighbours): Gelu | null {
  const isHalf = (tensor: string): boolean => is(tensor, 0.5)
  const scaling = producer(erf.input[0]!)
  const x =
    otherOperand(scaling, 'Div', (tensor) => is(tensor, Math.SQRT2)) ??
    otherOperand(scaling, 'Mul', (tensor) => is(tensor, Math.SQRT1_2))
  if (x === null || reader(scaling!.output[0]!) !== erf) return null
  const shift = reader(erf.output[0]!)
  if (otherOperand(shift, 'Add', (tensor) => is(tensor, 1)) === null) return null
  const start = [scaling!, erf, shift!]

  const isFrom = (node: OnnxNode) => (tensor: string) => tensor === node.output[0]
  const product = reader(shift!.output[0]!)
  const factor = otherOperand(product, 'Mul', isFrom(shift!))
  if (factor === null) return null
  const half = producer(factor)
  if (otherOperand(half, 'Mul', isHalf) === x && reader(factor) === product)
    return { x, last: product!, inner: [...start, half!] }
  const last = reader(product!.output[0]!)
  const lastFactor = otherOperand(last, 'Mul', isFrom(product!))
  if (lastFactor === null || !(factor === x ? isHalf(lastFactor) : isHalf(factor) && lastFactor === x)) return null
  return { x, last: last!, inner: [...start, product!] }
}

/** The other operand of a node of that type, where one satisfies the condition (the right one for Div); else null. */
function otherOperand(node: OnnxNode | undefined, opType: string, holds: (tensor: string) => boolean): string | null {
  if (node?.opType !== opType) return null
  const [left, right] = node.input as [string, string]
  if (holds(right)) return left
  return opType !== 'Div' && holds(left) ? right : null
}

function neighboursIn(model: OnnxModel, facts: TensorFacts): Neighbours {
  const graph = graphOf(model)
  const producers = producersOf(graph)
  const readers = new Map<string, readonly (OnnxNode | null)[]>(graph.output.map(({ name }) => [name, [null]]))
  for (const { node: nodes } of everyGraph(graph)) {
    for (const node of nodes) for (const name of new Set(node.input)) readers.set(name, [...(readers.get(name) ?? []), node])
  }
  return {
    producer: (tensor) => producers.get(tensor),
    reader: (tensor) => {
      const found = readers.get(tensor) ?? []
      return found.length === 1 ? (found[0] ?? undefined) : undefined
    },
    is: (tensor, value) => {
      const values = facts.get(tensor)?.values
      return values?.length === 1 && Math.abs(values[0]! - value) < 1e-6
    },
  }
}
