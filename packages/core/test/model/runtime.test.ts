import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNormalise } from '../../src/model/normalise.ts'
import { createBrowserRuntime } from '../../src/model/runtime.browser.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import type { Runtime, Session } from '../../src/model/runtime.ts'
import { convReluPoolGemm, convReluPoolGemmLogits } from '../../src/testing/tiny-models/conv-relu-pool-gemm.ts'

const tiny = convReluPoolGemm()
const input = createNormalise(tiny.preprocess)(tiny.frame.rgb)
const expected = convReluPoolGemmLogits(input)

describe.each([
  ['the native runtime', () => createNativeRuntime(1)],
  ['the portable runtime', () => createBrowserRuntime()],
])('%s', (_, create) => {
  let runtime: Runtime
  let session: Session
  beforeAll(async () => {
    runtime = await create()
    session = await runtime.open(tiny.model, new Map())
  })
  afterAll(() => session.dispose())

  test('fills arrays in WebAssembly memory in place', async () => {
    const memory = new WebAssembly.Memory({ initial: 2 })
    const frames = new Float32Array(memory.buffer, 4096, 2 * input.length)
    frames.set(input)
    frames.set(input, input.length)
    const logits = new Float32Array(memory.buffer, 65536, 6)
    await session.run({ input: frames }, { logits }, 2)
    expect([...logits.subarray(3)]).toEqual([...logits.subarray(0, 3)])
    expected.forEach((value, i) => {
      expect(logits[i]).toBeCloseTo(value, 5)
    })
  })

  test('refuses an array that does not fit the batch', async () => {
    await expect(session.run({ input }, { logits: new Float32Array(4) }, 1)).rejects.toThrow(RangeError)
  })

  test('traces outputs with their shapes', async () => {
    const { logits } = await runtime.trace(tiny.model, new Map(), { input: { shape: [1, 3, 8, 8], values: input } })
    expect(logits?.shape).toEqual([1, 3])
    expect(logits?.values).toHaveLength(3)
  })

  test('reports a file it cannot open as MODEL_UNREADABLE', async () => {
    await expect(runtime.open(Uint8Array.of(1, 2, 3), new Map())).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
  })
})
