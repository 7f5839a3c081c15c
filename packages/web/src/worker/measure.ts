import { createKernels, type Measurements, measureKernels, type WorkName } from '@telltale/core'
import { nextTask } from './next-task.ts'

/** Single kernels: what runs a whole model takes minutes, and is the command line's. */
const works: readonly WorkName[] = ['maskRegions', 'maskGrid', 'accumulateGrid', 'readout', 'subsetGain', 'hsic']
/** Fewer than the command line's: somebody is waiting. */
const runs = 5

/** Times the kernels of this browser, scalar and SIMD, against the plain version and a memory copy. `report` is told what and how far, 0..1. */
export async function measure(report: (what: string, share: number) => void, signal: AbortSignal): Promise<Measurements> {
  const kernels = await Promise.all([createKernels('wasm'), createKernels('wasm-simd')])
  try {
    return await measureKernels({
      clock: () => performance.now(),
      backends: kernels.map((one) => ({ kernels: one })),
      works,
      runs,
      signal,
      machine: { processors: String(navigator.hardwareConcurrency), engine: navigator.userAgent },
      report: async ({ work, size, share }) => {
        report(`${work}, ${size}`, share)
        await nextTask()
      },
    })
  } finally {
    for (const one of kernels) one.dispose()
  }
}
