import { createWgslKernels } from '@telltale/kernels-wgsl'
import { it } from 'vitest'
import { describeOnGpu, openDevice } from '../../../kernels-wgsl/test/open-device.ts'
import type { BufferHandle } from '../../src/kernels/kernels.ts'
import { runConformance } from '../../src/testing/conformance/run-conformance.ts'

describeOnGpu('the webgpu kernels', await openDevice(), (device) => {
  for (const check of runConformance({ name: 'webgpu', create: () => createWgslKernels<BufferHandle>(device) })) {
    it(check.name, check.run)
  }
})
