import { afterEach, expect, it, vi } from 'vitest'
import { describeOnGpu, gpu, openDevice } from '../../../kernels-wgsl/test/open-device.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { requestDevice } from '../../src/kernels/request-device.ts'

afterEach(() => vi.unstubAllGlobals())

describeOnGpu('a device that nobody gave', await openDevice(), ({ adapterInfo }) => {
  it('is never a software one, unless that is accepted', async () => {
    vi.stubGlobal('navigator', { gpu })
    const refusal = await requestDevice().then(
      (device) => device.destroy(),
      (error) => error,
    )
    expect(refusal?.code).toBe(adapterInfo.isFallbackAdapter ? 'BACKEND_UNAVAILABLE' : undefined)
    const accepted = await requestDevice({ acceptFallback: true })
    accepted.destroy()
  })

  it('has room for a model’s weights, and nothing else beyond the defaults', async () => {
    vi.stubGlobal('navigator', { gpu })
    const device = await requestDevice({ acceptFallback: true })
    const { limits } = (await gpu!.requestAdapter())!
    expect(device.limits.maxBufferSize).toBe(limits.maxBufferSize)
    expect(device.limits.maxStorageBuffersPerShaderStage).toBe(8)
    device.destroy()
  })

  it('is refused in words where the adapter gives none', async () => {
    const adapter = (await gpu!.requestAdapter())!
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } })
    const first = await requestDevice({ acceptFallback: true })
    // An adapter gives a single device.
    await expect(requestDevice({ acceptFallback: true })).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringContaining('gives no device'),
    })
    first.destroy()
  })

  it('goes with the kernels on it', async () => {
    vi.stubGlobal('navigator', { gpu })
    const kernels = await createKernels('webgpu', { acceptFallback: true })
    const { device } = kernels as Kernels & { readonly device: GPUDevice }
    kernels.dispose()
    expect((await device.lost).reason).toBe('destroyed')
    expect(() => kernels.allocate(4)).toThrow(expect.objectContaining({ code: 'KERNEL_HANDLE' }))
  })
})
