import v8 from 'node:v8'
import { beforeAll, expect, it, vi } from 'vitest'
import { describeOnGpu, gpu, openDevice } from '../../../kernels-wgsl/test/open-device.ts'
import { openModel } from '../../src/model/open.browser.ts'
import { explainTiny, orderOf, partsOf, tinyRuns } from '../browser/tiny-runs.ts'

// Node 20 would spend a minute on making the runtime's code faster before it begins.
v8.setFlagsFromString('--wasm-tiering-budget=100000000')

describeOnGpu('mask, model and readout on one GPU, in Node', await openDevice(), (device) => {
  beforeAll(async () => {
    const { globals } = await import('webgpu')
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    vi.stubGlobal('navigator', { gpu })
    copySharedBytes(device)
  })

  it('find what WebAssembly finds', { timeout: 120_000 }, async () => {
    const run = tinyRuns.convolution()
    const [onHost, onGpu] = [await openModel(partsOf(run)), await openModel(partsOf(run), { runtime: { device } })]
    const [expected, found] = [await explainTiny(onHost, run), await explainTiny(onGpu, run)]
    expect(found.body.backend).toMatch(/^webgpu kernels, onnxruntime-web [\d.]+ webgpu$/)
    expect(orderOf(found)).toEqual(orderOf(expected))
    await Promise.all([onHost.dispose(), onGpu.dispose()])
  })
})

/** Dawn's binding takes no data in shared memory, which is the runtime's. */
function copySharedBytes({ queue }: GPUDevice): void {
  const prototype = Object.getPrototypeOf(queue) as GPUQueue
  const { writeBuffer } = prototype
  prototype.writeBuffer = function (this: GPUQueue, ...[buffer, offset, data, from, size]: Parameters<typeof writeBuffer>) {
    const isShared = data instanceof Uint8Array && data.buffer instanceof SharedArrayBuffer
    return writeBuffer.call(this, buffer, offset, isShared ? new Uint8Array(data) : data, from, size)
  }
}
