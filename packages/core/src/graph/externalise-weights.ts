import { create } from '@bufbuild/protobuf'
import { StringStringEntryProtoSchema, TensorProto_DataLocation, TensorProtoSchema } from 'onnx-buf'
import { attributeOf } from './node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxTensor, withGraph } from './proto.ts'
import { createFloats, dimsOf, externalDataOf, readNumbers, type Weights } from './tensor.ts'

/** A model and the data it names. */
export interface ExternalisedModel {
  readonly model: OnnxModel
  readonly weights: Weights
}

/** Smaller constants stay in the model: shapes and axes must, since the runtime reads them while it opens. */
const smallest = 1024
/** Constants start at multiples of this many bytes, a cache line. */
const alignment = 64

/**
 * Moves the large constants of a model into one buffer beside it, so that every graph derived from it is small and shares that buffer. Data
 * that is external already stays where it is. The constants are copied once; the result holds no view of the file's bytes for them, so that
 * the file can be let go.
 */
export function externaliseWeights(model: OnnxModel, weights: Weights): ExternalisedModel {
  const graph = graphOf(model)
  const outputs = new Set(graph.output.map(({ name }) => name))
  const hoisted = new Map<string, OnnxTensor>()
  for (const node of graph.node) {
    const [output] = node.output
    const tensor = node.opType === 'Constant' ? attributeOf(node, 'value')?.t : undefined
    if (output === undefined || tensor === undefined || outputs.has(output) || !isLarge(tensor)) continue
    hoisted.set(output, Object.assign(create(TensorProtoSchema), tensor, { name: output }))
  }
  const constants = [...graph.initializer, ...hoisted.values()].map(withRawData)
  const moved = constants.filter(isLarge)
  if (moved.length === 0) return { model, weights }

  const location = freeLocation(weights)
  const { data, offsets } = layOut(moved)
  const external = new Map(moved.map((tensor, i) => [tensor.name, externalTensor(tensor, location, offsets[i]!)]))
  return {
    model: withGraph(model, {
      initializer: constants.map((tensor) => external.get(tensor.name) ?? tensor),
      node: graph.node.filter((node) => !hoisted.has(node.output[0] ?? '')),
    }),
    weights: new Map([...weights, [location, data]]),
  }
}

function isLarge(tensor: OnnxTensor): boolean {
  return externalDataOf(tensor) === null && (tensor.rawData.byteLength >= smallest || tensor.floatData.length * 4 >= smallest)
}

/** Lists of floats, an old way of writing, as raw bytes. */
function withRawData(tensor: OnnxTensor): OnnxTensor {
  if (tensor.dataType !== elementTypes.float32 || tensor.floatData.length * 4 < smallest) return tensor
  return createFloats(tensor.name, dimsOf(tensor), readNumbers(tensor, new Map())!)
}

function layOut(tensors: readonly OnnxTensor[]): { readonly data: Uint8Array; readonly offsets: readonly number[] } {
  const offsets: number[] = []
  let end = 0
  for (const { rawData } of tensors) {
    offsets.push(end)
    end = Math.ceil((end + rawData.byteLength) / alignment) * alignment
  }
  const data = new Uint8Array(end)
  for (const [i, { rawData }] of tensors.entries()) data.set(rawData, offsets[i])
  return { data, offsets }
}

function externalTensor({ name, dims, dataType, rawData }: OnnxTensor, location: string, offset: number): OnnxTensor {
  const entries = { location, offset: String(offset), length: String(rawData.byteLength) }
  return create(TensorProtoSchema, {
    name,
    dims,
    dataType,
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: Object.entries(entries).map(([key, value]) => create(StringStringEntryProtoSchema, { key, value })),
  })
}

function freeLocation(weights: Weights): string {
  let location = 'telltale.weights'
  while (weights.has(location)) location += '_'
  return location
}
