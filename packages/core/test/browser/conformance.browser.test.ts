import { afterAll, describe, it } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { requestDevice } from '../../src/kernels/request-device.ts'
import { runConformance } from '../../src/testing/conformance/run-conformance.ts'

const device = await requestDevice({ acceptFallback: true })
afterAll(() => device.destroy())

const backends: Readonly<Record<Kernels['backend'], () => Promise<Kernels>>> = {
  reference: () => createKernels('reference'),
  wasm: () => createKernels('wasm'),
  'wasm-simd': () => createKernels('wasm-simd'),
  webgpu: () => createKernels('webgpu', { device }),
}

for (const [backend, create] of Object.entries(backends)) {
  describe(`the ${backend} kernels in a browser`, () => {
    for (const check of runConformance({ name: backend, create })) it(check.name, check.run)
  })
}
