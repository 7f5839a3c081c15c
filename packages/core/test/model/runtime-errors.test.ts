import { describe, expect, test } from 'vitest'
import { modelError } from '../../src/model/runtime-errors.ts'

describe('modelError', () => {
  test.each([
    ['Could not find an implementation for Sharpen(1) node with name s', 'MODEL_UNSUPPORTED_OPERATOR'],
    ['Fatal error: com.example:Sharpen(-1) is not a registered function/op', 'MODEL_UNSUPPORTED_OPERATOR'],
    ['no available backend found. ERR: [wasm] TypeError: fetch failed', 'BACKEND_UNAVAILABLE'],
    ['Load model failed: Protobuf parsing failed.', 'MODEL_UNREADABLE'],
  ])('%s: %s', (said, code) => {
    const cause = new Error(said)
    expect(modelError(cause, 'open')).toMatchObject({ code, cause, message: expect.stringContaining(said) })
  })

  test('leaves out where in its own source the runtime was', () => {
    const said = '/build/core/session.cc:12 void onnxruntime::Check(int) Bad shape.\nStacktrace:\n1'
    expect(modelError(new Error(said), 'run').message).toBe('ONNX Runtime could not run the model: Bad shape.')
  })
})
