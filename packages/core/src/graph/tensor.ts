import { create } from '@bufbuild/protobuf'
import { TensorProto_DataLocation, TensorProtoSchema } from 'onnx-buf'
import { decodeHalf } from '../math/decode-half.ts'
import { elementTypes, type OnnxTensor } from './proto.ts'

/** External data of a model by the location the model names. */
export type Weights = ReadonlyMap<string, Uint8Array>

/** Bits of one element by element type; types of less than a byte are packed. */
const elementBits: Readonly<Record<number, number>> = {
  1: 32,
  2: 8,
  3: 8,
  4: 16,
  5: 16,
  6: 32,
  7: 64,
  9: 8,
  10: 16,
  11: 64,
  12: 32,
  13: 64,
  14: 64,
  15: 128,
  16: 16,
  17: 8,
  18: 8,
  19: 8,
  20: 8,
  21: 4,
  22: 4,
  23: 4,
  24: 8,
  25: 2,
  26: 2,
} // prettier-ignore

/** A float32 constant, which shares the memory of a Float32Array given for `values`. Like ONNX files, every machine that JavaScript runs on is little-endian. */
export function createFloats(name: string, dims: readonly number[], values: ArrayLike<number>): OnnxTensor {
  const floats = isPlainFloats(values) ? values : new Float32Array(values)
  return createTensor(name, dims, elementTypes.float32, new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength))
}

function isPlainFloats(values: ArrayLike<number>): values is Float32Array<ArrayBuffer> {
  return values instanceof Float32Array && values.buffer instanceof ArrayBuffer
}

/** An int64 constant, as shapes and indices are written. */
export function createIntegers(name: string, dims: readonly number[], values: readonly number[]): OnnxTensor {
  const integers = BigInt64Array.from(values, (value) => BigInt(value))
  return createTensor(name, dims, elementTypes.int64, new Uint8Array(integers.buffer))
}

function createTensor(name: string, dims: readonly number[], dataType: number, rawData: Uint8Array<ArrayBuffer>): OnnxTensor {
  return create(TensorProtoSchema, { name, dims: dims.map((size) => BigInt(size)), dataType, rawData })
}

/** Sizes as numbers; a scalar has none. */
export function dimsOf(tensor: OnnxTensor): readonly number[] {
  return tensor.dims.map(Number)
}

/** Number of elements the sizes announce; exact, so that a forged size cannot wrap around. */
export function elementCount(tensor: OnnxTensor): bigint {
  return tensor.dims.reduce((product, size) => product * size, 1n)
}

/** Bytes that many elements take when stored raw, or null for a type that has no raw form. */
export function rawByteLength(elementType: number, count: bigint): bigint | null {
  const bits = elementBits[elementType]
  return bits === undefined ? null : (count * BigInt(bits) + 7n) / 8n
}

/** Where the tensor's data lies outside the file, or null. */
export function externalDataOf(
  tensor: OnnxTensor,
): { readonly location: string; readonly offset: number; readonly length: number | null } | null {
  if (tensor.dataLocation !== TensorProto_DataLocation.EXTERNAL) return null
  const entry = (key: string): string | undefined => tensor.externalData.find((pair) => pair.key === key)?.value
  const length = entry('length')
  return {
    location: entry('location') ?? '',
    offset: Number(entry('offset') ?? 0),
    length: length === undefined ? null : Number(length),
  }
}

/** The numbers of a constant; null where its type (64-bit integers among them) or its place cannot be read. */
export function readNumbers(tensor: OnnxTensor, weights: Weights): NumberArray | null {
  const bytes = rawBytes(tensor, weights)
  if (bytes === null) return readTypedFields(tensor)
  const view = rawViews[tensor.dataType]
  // Copied, because the place in the file need not be a multiple of the element size.
  return view === undefined ? null : view(new Uint8Array(bytes).buffer)
}

function rawBytes(tensor: OnnxTensor, weights: Weights): Uint8Array | null {
  const external = externalDataOf(tensor)
  if (external === null) return tensor.rawData.byteLength > 0 ? tensor.rawData : null
  const file = weights.get(external.location)
  const length = rawByteLength(tensor.dataType, elementCount(tensor))
  if (file === undefined || length === null) return null
  return file.subarray(external.offset, external.offset + Number(length))
}

type NumberArray = Float32Array | Float64Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array

const rawViews: Readonly<Record<number, (buffer: ArrayBuffer) => NumberArray>> = {
  [elementTypes.float32]: (buffer) => new Float32Array(buffer),
  [elementTypes.float64]: (buffer) => new Float64Array(buffer),
  [elementTypes.float16]: (buffer) => Float32Array.from(new Uint16Array(buffer), decodeHalf),
  [elementTypes.uint8]: (buffer) => new Uint8Array(buffer),
  [elementTypes.int8]: (buffer) => new Int8Array(buffer),
  [elementTypes.uint16]: (buffer) => new Uint16Array(buffer),
  [elementTypes.int16]: (buffer) => new Int16Array(buffer),
  [elementTypes.uint32]: (buffer) => new Uint32Array(buffer),
  [elementTypes.int32]: (buffer) => new Int32Array(buffer),
}

function readTypedFields(tensor: OnnxTensor): NumberArray | null {
  if (externalDataOf(tensor) !== null) return null
  if (tensor.dataType === elementTypes.float32) return Float64Array.from(tensor.floatData)
  if (tensor.dataType === elementTypes.float64) return Float64Array.from(tensor.doubleData)
  if (tensor.dataType === elementTypes.float16) return Float64Array.from(tensor.int32Data, decodeHalf)
  const narrow: readonly number[] = [
    elementTypes.uint8,
    elementTypes.int8,
    elementTypes.uint16,
    elementTypes.int16,
    elementTypes.int32,
  ]
  return narrow.includes(tensor.dataType) ? Float64Array.from(tensor.int32Data) : null
}
