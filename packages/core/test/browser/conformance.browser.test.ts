import { describe, it } from 'vitest'
import { createKernels, type KernelBackend } from '../../src/kernels/implementations.ts'
import { runConformance } from '../../src/testing/conformance/run-conformance.ts'

const backends: readonly KernelBackend[] = ['reference', 'wasm', 'wasm-simd']

for (const backend of backends) {
  describe(`the ${backend} kernels in a browser`, () => {
    for (const check of runConformance({ name: backend, create: () => createKernels(backend) })) {
      it(check.name, check.run)
    }
  })
}
