import { it } from 'vitest'
import { describeOnGpu, openDevice } from '../../../kernels-wgsl/test/open-device.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import { runConformance } from '../../src/testing/conformance/run-conformance.ts'

describeOnGpu('the webgpu kernels', await openDevice(), (device) => {
  for (const check of runConformance({ name: 'webgpu', create: () => createKernels('webgpu', { device }) })) {
    it(check.name, check.run)
  }
})
