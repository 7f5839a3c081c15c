import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, GraphProtoSchema, NodeProtoSchema, TensorProtoSchema, ValueInfoProtoSchema } from 'onnx-buf'
import type { OnnxGraph, OnnxModel, OnnxNode } from './proto.ts'
import { graphOf, withGraph } from './proto.ts'

/** The model with one tensor called otherwise everywhere, inner graphs included. `to` must be a name that is not in use. */
export function renameTensor(model: OnnxModel, from: string, to: string): OnnxModel {
  return withGraph(
    model,
    renameIn(graphOf(model), (name) => (name === from ? to : name)),
  )
}

function renameIn(graph: OnnxGraph, rename: (name: string) => string): OnnxGraph {
  const renamed = <T extends { readonly name: string }>(empty: () => T, values: readonly T[]): T[] =>
    values.map((value) =>
      rename(value.name) === value.name ? value : Object.assign(empty(), value, { name: rename(value.name) }),
    )
  const value = () => create(ValueInfoProtoSchema)
  return Object.assign(create(GraphProtoSchema), graph, {
    node: graph.node.map((node) => renameInNode(node, rename)),
    input: renamed(value, graph.input),
    output: renamed(value, graph.output),
    valueInfo: renamed(value, graph.valueInfo),
    initializer: renamed(() => create(TensorProtoSchema), graph.initializer),
  })
}

function renameInNode(node: OnnxNode, rename: (name: string) => string): OnnxNode {
  const attribute = node.attribute.map((entry) =>
    entry.g || entry.graphs.length > 0
      ? Object.assign(create(AttributeProtoSchema), entry, {
          ...(entry.g ? { g: renameIn(entry.g, rename) } : {}),
          graphs: entry.graphs.map((graph) => renameIn(graph, rename)),
        })
      : entry,
  )
  return Object.assign(create(NodeProtoSchema), node, {
    input: node.input.map(rename),
    output: node.output.map(rename),
    attribute,
  })
}
