import { TelltaleError } from '../errors.ts'

const unknownOperator =
  /could not find an implementation|is not a registered function|no opset import for domain|not implemented/i

/** What ONNX Runtime says of a model it cannot open or run, as a coded error. */
export function modelError(cause: unknown, action: 'open' | 'run'): TelltaleError {
  const said = withoutSourcePlace(firstLine(cause instanceof Error ? cause.message : String(cause)))
  if (unknownOperator.test(said)) {
    const fix = 'Export the model with standard ONNX operators, or use the other runtime.'
    return new TelltaleError('MODEL_UNSUPPORTED_OPERATOR', `ONNX Runtime lacks an operator of the model: ${said}`, fix, {}, cause)
  }
  if (/no available backend found/i.test(said)) {
    const fix = 'Ask for one thread (--threads 1), or use the native runtime.'
    return new TelltaleError('BACKEND_UNAVAILABLE', `ONNX Runtime could not be started: ${said}`, fix, {}, cause)
  }
  const fix = 'Check the file with the ONNX checker, or export it again.'
  return new TelltaleError('MODEL_UNREADABLE', `ONNX Runtime could not ${action} the model: ${said}`, fix, {}, cause)
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!
}

/** The runtime puts file, line and signature of its own source in front. */
function withoutSourcePlace(text: string): string {
  return text
    .replace(/^.*ERROR_MESSAGE: /, '')
    .replace(/^\S*\.(h|cc):\d+ .*\) (?=[A-Z])/, '')
    .slice(0, 300)
}
