import { describe, it } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { runConformance } from '../../src/testing/conformance/run-conformance.ts'
import { shareDevice } from './open-device.ts'

const device = await shareDevice()

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
