import { describe, expect, test } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import { createNormalise } from '../../src/model/normalise.ts'
import { createBrowserRuntime } from '../../src/model/runtime.browser.ts'
import { convReluPoolGemm, convReluPoolGemmLogits } from '../../src/testing/index.ts'
import { openDevice, shareDevice } from './open-device.ts'

const tiny = convReluPoolGemm()
const frame = createNormalise(tiny.preprocess)(tiny.frame.rgb)
const expected = [...convReluPoolGemmLogits(frame)]
const device = await shareDevice()

describe('the portable runtime on a GPU', () => {
  test('reads and fills buffers of the device where they are', async () => {
    const kernels = await createKernels('webgpu', { device })
    const session = await (await createBrowserRuntime({ device })).open(tiny.model, new Map())
    const [images, logits] = [kernels.allocate(8 * frame.length), kernels.allocate(24)]
    kernels.write(images, frame)
    kernels.write(images, frame, frame.byteLength)

    const outputs = { logits: kernels.expose(logits, 6) }
    await session.run({ input: kernels.expose(images, 2 * frame.length) }, outputs, 2)

    const numbers = new Float32Array(6)
    await kernels.read(logits, numbers)
    expected.forEach((value, i) => {
      expect(numbers[i]).toBeCloseTo(value, 5)
      expect(numbers[i + 3]).toBe(numbers[i])
    })
    await session.dispose()
    kernels.dispose()
  })

  test('takes and fills arrays, and says which device it is on', async () => {
    const runtime = await createBrowserRuntime({ device })
    expect(runtime).toMatchObject({ device: 'webgpu', threads: 1, gpu: device })
    const session = await runtime.open(tiny.model, new Map())
    const logits = new Float32Array(3)
    await session.run({ input: frame }, { logits }, 1)
    expect([...logits]).toEqual(expected.map((value) => expect.closeTo(value, 5)))
    await session.dispose()
  })

  test('traces outputs with their shapes', async () => {
    const runtime = await createBrowserRuntime({ device })
    const { logits } = await runtime.trace(tiny.model, new Map(), { input: { shape: [1, 3, 8, 8], values: frame } })
    expect(logits?.shape).toEqual([1, 3])
    expect(logits?.values[0]).toBeCloseTo(expected[0]!, 5)
  })

  test('refuses what does not fit, before the device sees it', async () => {
    const session = await (await createBrowserRuntime({ device })).open(tiny.model, new Map())
    await expect(session.run({ input: frame }, { logits: new Float32Array(4) }, 1)).rejects.toThrow(RangeError)
    await expect(session.run({ picture: frame }, { logits: new Float32Array(3) }, 1)).rejects.toThrow(/no tensor "picture"/)
  })

  test('says BACKEND_LOST once its device is gone, and runs on another', async () => {
    const going = await openDevice()
    const runtime = await createBrowserRuntime({ device: going })
    const session = await runtime.open(tiny.model, new Map())
    going.destroy()
    const lost = expect.objectContaining({ code: 'BACKEND_LOST' })
    await expect(session.run({ input: frame }, { logits: new Float32Array(3) }, 1)).rejects.toEqual(lost)
    await expect(runtime.open(tiny.model, new Map())).rejects.toEqual(lost)
    await session.dispose()

    const next = await (await createBrowserRuntime({ device })).open(tiny.model, new Map())
    const logits = new Float32Array(3)
    await next.run({ input: frame }, { logits }, 1)
    expect(logits[0]).toBeCloseTo(expected[0]!, 5)
    await next.dispose()
  })
})
