import { product } from '../broadcast.ts'
import type { TensorFact } from '../facts.ts'
import { elementTypes, type OnnxTensor } from '../proto.ts'
import { dimsOf, externalDataOf, readNumbers, type Weights } from '../tensor.ts'
import { mostValues } from './inference.ts'

/** What is known of a constant; its numbers only where they are few and of a type that can be read. */
export function constantFact(tensor: OnnxTensor, weights: Weights): TensorFact {
  const dims = dimsOf(tensor)
  return { elementType: tensor.dataType, dims, values: product(dims) <= mostValues ? readFew(tensor, weights) : null }
}

function readFew(tensor: OnnxTensor, weights: Weights): readonly number[] | null {
  if (product(dimsOf(tensor)) === 0) return []
  if (tensor.dataType === elementTypes.int64) return readWhole(tensor, weights)
  if (tensor.dataType === elementTypes.boolean) return readTruths(tensor, weights)
  const numbers = readNumbers(tensor, weights)
  return numbers && Array.from(numbers)
}

function readWhole(tensor: OnnxTensor, weights: Weights): readonly number[] | null {
  const bytes = bytesOf(tensor, weights, 8)
  if (bytes === null) return externalDataOf(tensor) === null ? tensor.int64Data.map(Number) : null
  // Copied, because the place in the file need not be a multiple of the element size.
  return Array.from(new BigInt64Array(new Uint8Array(bytes).buffer), Number)
}

function readTruths(tensor: OnnxTensor, weights: Weights): readonly number[] | null {
  const bytes = bytesOf(tensor, weights, 1)
  if (bytes === null) return externalDataOf(tensor) === null ? [...tensor.int32Data] : null
  return Array.from(bytes)
}

function bytesOf(tensor: OnnxTensor, weights: Weights, elementBytes: number): Uint8Array | null {
  const external = externalDataOf(tensor)
  if (external === null) return tensor.rawData.byteLength > 0 ? tensor.rawData : null
  const length = product(dimsOf(tensor)) * elementBytes
  return weights.get(external.location)?.subarray(external.offset, external.offset + length) ?? null
}
