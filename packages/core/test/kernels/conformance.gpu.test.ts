import { createWgslKernels } from '@telltale/kernels-wgsl'
import { it } from 'vitest'
import { describeOnGpu, openDevice } from '../../../kernels-wgsl/test/open-device.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { BufferHandle, Kernels } from '../../src/kernels/kernels.ts'
import { runConformance } from '../../src/testing/conformance/run-conformance.ts'

const implementations: Readonly<Record<string, (device: GPUDevice) => Promise<Kernels>>> = {
  'the webgpu kernels': (device) => createKernels('webgpu', { device }),
  'the webgpu kernels, one workgroup at a time': (device) => createWgslKernels<BufferHandle>(device, { mostWorkgroups: 1 }),
}

for (const [name, create] of Object.entries(implementations)) {
  describeOnGpu(name, await openDevice(), (device) => {
    for (const check of runConformance({ name, create: () => create(device) })) it(check.name, check.run)
  })
}
