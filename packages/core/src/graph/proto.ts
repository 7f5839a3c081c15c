import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import {
  type GraphProto,
  GraphProtoSchema,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from 'onnx-buf'

export type OnnxModel = ModelProto
export type OnnxGraph = GraphProto
export type OnnxNode = NodeProto
export type OnnxTensor = TensorProto
export type OnnxValue = ValueInfoProto

/** Element types of ONNX tensors, by their number in the file. */
export const elementTypes = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  string: 8,
  boolean: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
} as const

/** The bytes of a model as messages; large arrays stay views on `bytes`. Throws a plain Error where the bytes are no protobuf. */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  return fromBinary(ModelProtoSchema, bytes)
}

/** The messages as the bytes of an ONNX file. */
export function encodeModel(model: OnnxModel): Uint8Array {
  return toBinary(ModelProtoSchema, model)
}

/** The graph with some of its lists replaced; neither argument changes. */
export function withGraph(model: OnnxModel, changes: Partial<Omit<OnnxGraph, '$typeName'>>): OnnxModel {
  // Messages carry their defaults in a prototype, so a spread would lose them.
  const graph = Object.assign(create(GraphProtoSchema), graphOf(model), changes)
  return Object.assign(create(ModelProtoSchema), model, { graph })
}

/** The graph of a model that `readModel` has checked. */
export function graphOf(model: OnnxModel): OnnxGraph {
  if (model.graph === undefined) throw new RangeError('A model without a graph was not checked by readModel.')
  return model.graph
}

/** Version of the default operator set. */
export function opsetOf(model: OnnxModel): number {
  const entry = model.opsetImport.find((set) => set.domain === '' || set.domain === 'ai.onnx')
  return entry === undefined ? 0 : Number(entry.version)
}
