import { TelltaleError } from '../errors.ts'
import { checkGraph } from './check-graph.ts'
import { checkOperators } from './check-operators.ts'
import { checkTensors } from './check-tensors.ts'
import { inlineFunctions } from './inline-functions.ts'
import { decodeModel, graphOf, type OnnxModel, opsetOf } from './proto.ts'

/** Protobuf's own limit. */
export const maximumModelBytes = 2 ** 31 - 1
/** Versions of the default operator set that ONNX Runtime runs. */
export const opsetRange = { oldest: 7, newest: 26 } as const

/**
 * The model in an ONNX file, checked before any runtime sees it: size, completeness, version, operators, that every constant holds as
 * many bytes as it announces, and that every tensor has one maker. Operators come back in an order that can be run, with the model's own
 * functions written out. `file` names the model in messages. Weights in other files are checked later, by `checkExternalTensors`.
 *
 * Throws MODEL_TOO_LARGE, MODEL_UNREADABLE or MODEL_UNSUPPORTED_OPERATOR.
 */
export function readModel(bytes: Uint8Array, file = 'The model'): OnnxModel {
  if (bytes.byteLength > maximumModelBytes) throw tooLarge(file, bytes.byteLength)
  const decoded = decode(bytes, file)

  if (decoded.graph === undefined) throw unreadable(file, 'holds no graph')
  if (decoded.graph.node.length === 0) throw unreadable(file, 'holds a graph without operators')
  checkOpset(decoded, file)
  const model = inlineFunctions(decoded, file)
  checkOperators(model, file)
  checkTensors(graphOf(model), file)
  return checkGraph(model, file)
}

/** The error for a file above protobuf's limit; also for callers that know the size before they read. */
export function tooLarge(file: string, bytes: number): TelltaleError {
  return new TelltaleError(
    'MODEL_TOO_LARGE',
    `${file} has ${bytes} bytes; the limit for one file is ${maximumModelBytes}.`,
    'Export the model with its weights in separate, smaller files (external data).',
    { file, value: bytes, limit: maximumModelBytes },
  )
}

function decode(bytes: Uint8Array, file: string): OnnxModel {
  if (bytes.byteLength === 0) throw unreadable(file, 'is empty')
  try {
    return decodeModel(bytes)
  } catch (cause) {
    throw unreadable(file, 'is no ONNX file, or was cut short', cause)
  }
}

function checkOpset(model: OnnxModel, file: string): void {
  const opset = opsetOf(model)
  if (opset >= opsetRange.oldest && opset <= opsetRange.newest) return
  throw new TelltaleError(
    'MODEL_UNREADABLE',
    `${file} uses version ${opset} of the ONNX operators; Telltale runs ${opsetRange.oldest} to ${opsetRange.newest}.`,
    'Export the model again with operator set version 13 to 17.',
    { file, value: opset, limit: opset < opsetRange.oldest ? opsetRange.oldest : opsetRange.newest },
  )
}

function unreadable(file: string, what: string, cause?: unknown): TelltaleError {
  const fix = 'Give a complete ONNX model file; download or export it again if it was damaged.'
  return new TelltaleError('MODEL_UNREADABLE', `${file} ${what}.`, fix, { file }, cause)
}
