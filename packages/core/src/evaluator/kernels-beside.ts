import { createKernels, type KernelBackend } from '../kernels/implementations.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier } from '../model/classifier.ts'

/** Kernels to go with a classifier: where it computes on a device, `auto` and `webgpu` are the kernels of that device. Throws BACKEND_* errors. */
export function createKernelsBeside({ runtime: { gpu } }: Classifier, backend: KernelBackend): Promise<Kernels> {
  if (gpu && (backend === 'auto' || backend === 'webgpu')) return createKernels('webgpu', { device: gpu })
  return createKernels(backend)
}
