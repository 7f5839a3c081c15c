import { describe, expect, it } from 'vitest'
import { createHostKernels, type KernelBackend } from '../../src/kernels/implementations.ts'
import { runHostConformance } from '../../src/testing/conformance/run-host-conformance.ts'

const backends: readonly KernelBackend[] = ['reference', 'wasm', 'wasm-simd']

for (const backend of backends) {
  describe(`the ${backend} host kernels`, () => {
    for (const check of runHostConformance(() => createHostKernels(backend))) it(check.name, check.run)

    it('are what was asked for', async () => {
      expect((await createHostKernels(backend)).backend).toBe(backend)
    })

    it('hand out zeros, where memory is used again too', async () => {
      const kernels = await createHostKernels(backend)
      const first = kernels.allocate(64)
      kernels.bytes(first, 64).fill(255)
      kernels.release(first)
      expect(kernels.bytes(kernels.allocate(64), 64)).toEqual(new Uint8Array(64))
    })

    it('refuse regions that do not exist', async () => {
      const kernels = await createHostKernels(backend)
      const [nearer, groupSums, members, others, output] = [8, 256, 2, 2, 8].map(kernels.allocate)
      const job = { nearer: nearer!, groupSums: groupSums!, members: members!, others: others!, output: output! }
      kernels.write(others!, Uint16Array.of(3))
      expect(() => kernels.sumPairs({ ...job, memberCount: 1, otherCount: 1, rows: 5, regions: 3, stride: 8 })).toThrow(
        expect.objectContaining({ code: 'KERNEL_INDEX' }),
      )
    })

    it('refuse a buffer that was released', async () => {
      const kernels = await createHostKernels(backend)
      const factor = kernels.allocate(24)
      const vector = kernels.allocate(16)
      kernels.release(vector)
      expect(() => kernels.solveBackward({ factor, vector, rows: 2 })).toThrow(expect.objectContaining({ code: 'KERNEL_HANDLE' }))
    })
  })
}

it.each(['wasm', 'wasm-simd'] as const)('%s says that memory ended, and what to do', async (backend) => {
  const kernels = await createHostKernels(backend)
  expect(() => kernels.allocate(2 ** 32)).toThrow(expect.objectContaining({ code: 'BUDGET_MEMORY' }))
})
