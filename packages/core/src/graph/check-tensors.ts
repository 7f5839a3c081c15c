import { TelltaleError } from '../errors.ts'
import type { OnnxGraph, OnnxTensor } from './proto.ts'
import { elementCount, externalDataOf, rawByteLength, type Weights } from './tensor.ts'
import { everyConstant } from './walk.ts'

/** More than any operator takes; the product of a forged million of sizes would take minutes. */
const mostAxes = 32

/** Throws MODEL_UNREADABLE where a constant announces other sizes than its bytes hold: nothing may be allocated on a file's word. */
export function checkTensors(graph: OnnxGraph, file: string): void {
  for (const tensor of everyConstant(graph)) {
    if (tensor.dims.length > mostAxes) throw damaged(tensor, file, `has ${tensor.dims.length} axes`)
    if (tensor.dims.some((size) => size < 0n)) throw damaged(tensor, file, 'has a negative size')
    if (externalDataOf(tensor) === null) checkStoredLength(tensor, file)
  }
}

/** Throws MODEL_UNREADABLE where a constant reaches past the end of the file that holds its data. */
export function checkExternalTensors(graph: OnnxGraph, weights: Weights, file: string): void {
  for (const tensor of everyConstant(graph)) {
    const external = externalDataOf(tensor)
    if (external === null) continue
    const data = weights.get(external.location)
    if (data === undefined) {
      throw new TelltaleError(
        'MODEL_UNREADABLE',
        `The weights file "${external.location}" of ${file} is missing.`,
        'Put it beside the model file under exactly that name.',
        { file, value: external.location },
      )
    }
    const needed = rawByteLength(tensor.dataType, elementCount(tensor))
    const { offset, length } = external
    const isPlace = Number.isSafeInteger(offset) && offset >= 0 && (length === null || Number.isSafeInteger(length))
    if (needed === null || !isPlace || (length !== null && BigInt(length) !== needed)) {
      throw damaged(tensor, file, `names an impossible place in "${external.location}"`)
    }
    if (BigInt(offset) + needed > BigInt(data.byteLength)) {
      throw damaged(tensor, file, `reaches past the end of "${external.location}"`)
    }
  }
}

function checkStoredLength(tensor: OnnxTensor, file: string): void {
  const count = elementCount(tensor)
  if (tensor.rawData.byteLength > 0) {
    const needed = rawByteLength(tensor.dataType, count)
    if (needed === BigInt(tensor.rawData.byteLength)) return
    throw damaged(tensor, file, `announces ${count} elements and holds ${tensor.rawData.byteLength} bytes`)
  }
  const { floatData, int32Data, int64Data, doubleData, uint64Data, stringData } = tensor
  const stored = [floatData, int32Data, int64Data, doubleData, uint64Data, stringData].reduce((sum, list) => sum + list.length, 0)
  if (BigInt(stored) !== storedElements(tensor.dataType, count)) {
    throw damaged(tensor, file, `announces ${count} elements and holds ${stored}`)
  }
}

/** Entries of a typed field: two for a complex number, several small integers to one. */
function storedElements(elementType: number, count: bigint): bigint {
  const complex: readonly number[] = [14, 15]
  const packed: readonly number[] = [21, 22, 23, 25, 26]
  if (complex.includes(elementType)) return count * 2n
  if (packed.includes(elementType)) return rawByteLength(elementType, count) ?? count
  return count
}

function damaged(tensor: OnnxTensor, file: string, what: string): TelltaleError {
  return new TelltaleError(
    'MODEL_UNREADABLE',
    `${file} is damaged: its constant "${tensor.name}" ${what}.`,
    'Export the model again.',
    {
      file,
      value: tensor.name,
    },
  )
}
