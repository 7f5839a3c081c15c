import { supportsSimd } from '@telltale/kernels-wasm'
import { describe, expect, it } from 'vitest'
import { createHostBeside, createHostKernels, createKernels } from '../../src/kernels/implementations.ts'

describe('the backend', () => {
  it.each(['reference', 'wasm', 'wasm-simd'] as const)('%s is what was asked for', async (backend) => {
    expect((await createKernels(backend)).backend).toBe(backend)
  })

  it('is the fastest this engine runs by default', async () => {
    expect((await createKernels('auto')).backend).toBe(supportsSimd() ? 'wasm-simd' : 'wasm')
  })

  it.each(['wasm', 'wasm-simd'] as const)('says that memory ended, and what to do, on %s', async (backend) => {
    const kernels = await createKernels(backend)
    expect(() => kernels.allocate(2 ** 32)).toThrow(
      expect.objectContaining({ code: 'BUDGET_MEMORY', fix: expect.stringContaining('--memory') }),
    )
  })

  it('is not on a GPU where there is no WebGPU', async () => {
    await expect(createKernels('webgpu')).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
  })

  it('refuses every call after it was disposed', async () => {
    const kernels = await createKernels('wasm')
    kernels.dispose()
    expect(() => kernels.allocate(4)).toThrow(expect.objectContaining({ code: 'KERNEL_HANDLE' }))
  })
})

describe('the host kernels beside them', () => {
  it.each(['reference', 'wasm', 'wasm-simd'] as const)(
    'are of the same backend and have a memory of their own on %s',
    async (backend) => {
      const kernels = await createKernels(backend)
      const [first, second] = [await createHostBeside(kernels), await createHostBeside(kernels)]
      expect([first.backend, second.backend]).toEqual([backend, backend])
      const buffers = [first.allocate(8), second.allocate(8)]
      first.bytes(buffers[0]!, 8).fill(1)
      first.dispose()
      expect(second.bytes(buffers[1]!, 8)).toEqual(new Uint8Array(8))
      expect(() => first.bytes(buffers[0]!, 8)).toThrow(expect.objectContaining({ code: 'KERNEL_HANDLE' }))
    },
  )

  it('compute in WebAssembly beside a GPU', async () => {
    expect((await createHostKernels('webgpu')).backend).toMatch(/^wasm/)
  })
})

describe('masks of a batch', () => {
  it.each(['reference', 'wasm', 'wasm-simd'] as const)('do not depend on each other on %s', async (backend) => {
    const kernels = await createKernels(backend)
    const pixels = 1111
    const masks = 3
    const weights = Float32Array.of(1, 0, 0.3, 0, 1, 1, 0.2, 0.4, 0.6)
    const upload = (data: Float32Array | Uint16Array) => {
      const buffer = kernels.allocate(data.byteLength)
      kernels.write(buffer, data)
      return buffer
    }
    const run = async (some: Float32Array): Promise<Float32Array> => {
      const output = kernels.allocate(4 * some.length * pixels)
      kernels.maskRegions({ ...shared, weights: upload(some), output, masks: some.length / 3, regions: 3, pixels })
      const into = new Float32Array(some.length * pixels)
      await kernels.read(output, into)
      return into
    }
    const shared = {
      picture: upload(Float32Array.from({ length: 3 * pixels }, (_, i) => Math.sin(i))),
      baseline: upload(Float32Array.from({ length: 3 * pixels }, (_, i) => Math.cos(i))),
      labels: upload(Uint16Array.from({ length: pixels }, (_, i) => (i * 7) % 3)),
    }
    const together = await run(weights)
    for (let mask = 0; mask < masks; mask++) {
      const alone = await run(weights.slice(3 * mask, 3 * mask + 3))
      expect(alone).toEqual(together.subarray(mask * 3 * pixels, (mask + 1) * 3 * pixels))
    }
  })
})
