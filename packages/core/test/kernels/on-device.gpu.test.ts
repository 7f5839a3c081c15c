import { expect, it } from 'vitest'
import { describeOnGpu, openDevice } from '../../../kernels-wgsl/test/open-device.ts'
import { createHostBeside, createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { probeKernels } from '../../src/kernels/probe-kernels.ts'
import { subsetGains } from '../../src/kernels/subset-gains.ts'

describeOnGpu('kernels on a device', await openDevice(), (device) => {
  it('say which backend they are, and what they hold', async () => {
    const kernels = await createKernels('webgpu', { device })
    expect(kernels.backend).toBe('webgpu')
    kernels.allocate(100)
    expect(kernels.memory!()).toMatchObject({ allocated: 1 })
    kernels.dispose()
  })

  it('leave the device to its owner when they are disposed', async () => {
    const first = await createKernels('webgpu', { device })
    first.dispose()
    const second = await createKernels('webgpu', { device })
    await probeKernels(second)
    second.dispose()
  })

  it('have the host’s f64 kernels beside them', async () => {
    expect((await createHostBeside(await createKernels('webgpu', { device }))).backend).toMatch(/^wasm/)
  })

  it('say that memory ends, and what to do', async () => {
    const kernels = await createKernels('webgpu', { device })
    expect(() => kernels.allocate(2 ** 32)).toThrow(
      expect.objectContaining({ code: 'BUDGET_MEMORY', fix: expect.stringContaining('--memory') }),
    )
    kernels.dispose()
  })

  it('leave a small subsetGain to the host and bring nothing back', async () => {
    const kernels = await createKernels('webgpu', { device })
    const before = kernels.memory!().bytesRead
    expect([...(await subsetGains(kernels, gainsOf(2, 2)))].slice(0, 5)).toEqual([0.5, 0.75, 1.5, 0.25, 3])
    expect(kernels.memory!().bytesRead).toBe(before)
    await subsetGains(kernels, gainsOf(400, 250))
    expect(kernels.memory!().bytesRead).toBe(before + 4 * 5 * 400)
    kernels.dispose()
  })

  it('are not handed out when one gives a wrong number', async () => {
    const kernels = await createKernels('webgpu', { device })
    const wrong: Kernels = { ...kernels, readout: (job) => kernels.readout({ ...job, link: 'sigmoid' }) }
    await expect(probeKernels(wrong)).rejects.toMatchObject({ code: 'BACKEND_PROBE_FAILED' })
    kernels.dispose()
  })
})

describeOnGpu('a device that is lost', await openDevice(), (device) => {
  it('is named in every call, and the next device works', async () => {
    const kernels = await createKernels('webgpu', { device })
    const buffer = kernels.allocate(4)
    const reading = kernels.read(buffer, new Float32Array(1))
    device.destroy()
    await expect(reading).rejects.toMatchObject({ code: 'BACKEND_LOST', fix: expect.stringContaining('wasm-simd') })
    expect(() => kernels.allocate(4)).toThrow(expect.objectContaining({ code: 'BACKEND_LOST' }))
    await expect(kernels.read(buffer, new Float32Array(1))).rejects.toMatchObject({ code: 'BACKEND_LOST' })
    await expect(createKernels('webgpu', { device })).rejects.toMatchObject({ code: 'BACKEND_LOST' })
    kernels.dispose()

    const next = (await openDevice())!
    await probeKernels(await createKernels('webgpu', { device: next }))
    next.destroy()
  })
})

/** Candidates and selected regions that all are as far from each other. */
function gainsOf(candidateCount: number, selectedCount: number) {
  const regions = candidateCount + selectedCount
  return {
    keep: Float32Array.from({ length: 2 * candidateCount }, (_, i) => (i % 2 === 0 ? 0.5 : 0.25)),
    drop: new Float32Array(candidateCount).fill(0.25),
    candidates: Uint32Array.from({ length: candidateCount }, (_, i) => i),
    distances: new Float32Array(regions * regions).fill(0.5),
    regions,
    selected: Uint32Array.from({ length: selectedCount }, (_, i) => candidateCount + i),
    nearest: new Float32Array(selectedCount).fill(0.75),
    weights: [1, 1, 1, 1] as const,
  }
}
