import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, GraphProtoSchema, NodeProtoSchema } from 'onnx-buf'
import { TelltaleError } from '../errors.ts'
import {
  elementTypes,
  graphOf,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
  withGraph,
} from './proto.ts'
import { createFloats, dimsOf, readNumbers, type Weights } from './tensor.ts'
import { declareValue, declareValueOfAnyShape, elementTypeOf, shapeOf } from './value.ts'
import { everyConstant, everyGraph } from './walk.ts'

/** Attributes that name the element type of a result. */
const typeAttributes: readonly string[] = ['to', 'dtype', 'output_dtype', 'stash_type']

/**
 * A half-precision model as one that computes in float32, for gradients: constants, casts and declared types. Its constants lie in the
 * model itself, at twice their former size, until `externaliseWeights` moves them out. A model without half precision is returned as it is.
 */
export function toFloat32(model: OnnxModel, weights: Weights): OnnxModel {
  const graph = graphOf(model)
  if (!usesHalf(graph)) return model
  return withGraph(model, widenGraph(graph, weights))
}

function usesHalf(graph: OnnxGraph): boolean {
  for (const { dataType } of everyConstant(graph)) if (dataType === elementTypes.float16) return true
  for (const { node, input, output } of everyGraph(graph)) {
    if ([...input, ...output].some((value) => elementTypeOf(value) === elementTypes.float16)) return true
    if (node.some(({ attribute }) => attribute.some(({ name, i }) => namesHalf(name, i)))) return true
  }
  return false
}

function namesHalf(name: string, value: bigint): boolean {
  return typeAttributes.includes(name) && Number(value) === elementTypes.float16
}

function widenGraph(graph: OnnxGraph, weights: Weights): OnnxGraph {
  return Object.assign(create(GraphProtoSchema), graph, {
    input: graph.input.map(widenValue),
    output: graph.output.map(widenValue),
    valueInfo: graph.valueInfo.map(widenValue),
    initializer: graph.initializer.map((tensor) => widenTensor(tensor, weights)),
    node: graph.node.map((node) => widenNode(node, weights)),
  })
}

function widenNode(node: OnnxNode, weights: Weights): OnnxNode {
  const attribute = node.attribute.map((entry) =>
    Object.assign(create(AttributeProtoSchema), entry, {
      ...(namesHalf(entry.name, entry.i) ? { i: BigInt(elementTypes.float32) } : {}),
      ...(entry.t ? { t: widenTensor(entry.t, weights) } : {}),
      ...(entry.g ? { g: widenGraph(entry.g, weights) } : {}),
      graphs: entry.graphs.map((inner) => widenGraph(inner, weights)),
    }),
  )
  return Object.assign(create(NodeProtoSchema), node, { attribute })
}

function widenTensor(tensor: OnnxTensor, weights: Weights): OnnxTensor {
  if (tensor.dataType !== elementTypes.float16) return tensor
  const values = readNumbers(tensor, weights)
  if (values === null) throw unreadable(tensor)
  return createFloats(tensor.name, dimsOf(tensor), values)
}

function widenValue(value: OnnxValue): OnnxValue {
  if (elementTypeOf(value) !== elementTypes.float16) return value
  const shape = shapeOf(value)
  return shape === null
    ? declareValueOfAnyShape(value.name, elementTypes.float32)
    : declareValue(value.name, shape, elementTypes.float32)
}

function unreadable(tensor: OnnxTensor): TelltaleError {
  return new TelltaleError(
    'MODEL_UNREADABLE',
    `The half-precision constant "${tensor.name}" cannot be read.`,
    'Export the model in float32.',
    { value: tensor.name },
  )
}
