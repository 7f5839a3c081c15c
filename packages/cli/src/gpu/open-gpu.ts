import { createKernels, type Kernels } from '@telltale/core'
import { noAdapter } from './find-adapter.ts'
import { createDawn } from './load-dawn.ts'

/** WebGPU kernels in Node. `close` when done. */
export interface OpenedGpu {
  readonly kernels: Kernels
  readonly close: () => void
}

/** Opens the kernels on the graphics adapter that `findAdapter` found, a software one too. Throws BACKEND_* errors. */
export async function openGpu(): Promise<OpenedGpu> {
  const gpu = await createDawn()
  const device = await (await gpu.requestAdapter({ powerPreference: 'high-performance' }))?.requestDevice()
  if (!device) throw noAdapter()
  // Dawn frees itself with this object, whatever its device still does: it stays until the device is gone.
  void device.lost.then(() => gpu)
  try {
    const kernels = await createKernels('webgpu', { device })
    const close = (): void => {
      kernels.dispose()
      device.destroy()
    }
    return { kernels, close }
  } catch (error) {
    device.destroy()
    throw error
  }
}
