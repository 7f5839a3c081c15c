import {
  createKernels,
  type MeasuredBackend,
  type Measurements,
  measureKernels,
  requestDevice,
  TelltaleError,
  type WorkName,
} from '@telltale/core'
import { nextTask } from './next-task.ts'

/** Single kernels: what runs a whole model takes minutes, and is the command line's. */
const works: readonly WorkName[] = ['maskRegions', 'maskGrid', 'accumulateGrid', 'readout', 'subsetGain', 'hsic']
/** Fewer than the command line's: somebody is waiting. */
const runs = 5

/**
 * Times the kernels of this browser, scalar, SIMD and on a real GPU where there is one, against the plain version and a memory copy. `report` is told
 * what and how far, 0..1.
 */
export async function measure(report: (what: string, share: number) => void, signal: AbortSignal): Promise<Measurements> {
  const device = await requestDevice().catch((error: unknown) => {
    if (error instanceof TelltaleError) return null
    throw error
  })
  const backends: MeasuredBackend[] = [{ kernels: await createKernels('wasm') }, { kernels: await createKernels('wasm-simd') }]
  if (device) {
    const { description, vendor } = device.adapterInfo
    backends.push({ kernels: await createKernels('webgpu', { device }), adapter: description || vendor })
  }
  try {
    return await measureKernels({
      clock: () => performance.now(),
      ...{ backends, works, runs, signal },
      machine: { processors: String(navigator.hardwareConcurrency), engine: navigator.userAgent },
      report: async ({ work, size, share }) => {
        report(`${work}, ${size}`, share)
        await nextTask()
      },
    })
  } finally {
    for (const { kernels } of backends) kernels.dispose()
    device?.destroy()
  }
}
