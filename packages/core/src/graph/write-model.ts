import { create } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import { encodeModel, type OnnxModel, type OnnxNode, type OnnxTensor, type OnnxValue } from './proto.ts'

/** What a graph is made of; nodes in an order in which each comes after those it reads from. */
export interface GraphParts {
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly constants: readonly OnnxTensor[]
  readonly nodes: readonly OnnxNode[]
}

/** A new model from its parts; `opset` is the version of the default operator set. */
export function createModel(parts: GraphParts, opset = 13): OnnxModel {
  return create(ModelProtoSchema, {
    irVersion: 8n,
    producerName: 'telltale',
    opsetImport: [{ domain: '', version: BigInt(opset) }],
    graph: {
      name: 'graph',
      input: [...parts.inputs],
      output: [...parts.outputs],
      initializer: [...parts.constants],
      node: [...parts.nodes],
    },
  })
}

/** The model as the bytes of an ONNX file. Weights in other files stay there. */
export function writeModel(model: OnnxModel): Uint8Array {
  return encodeModel(model)
}
