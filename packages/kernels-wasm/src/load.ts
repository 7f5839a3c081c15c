import { readWasm } from '#wasm-bytes'
import { KernelError } from './errors.ts'
import type { Variant } from './variant.ts'

/** What both builds export. Buffers are byte offsets, all else counts; nothing is checked there. */
export interface Exports {
  readonly heapBase: () => number
  readonly maskRegions: (...numbers: number[]) => void
  readonly maskGrid: (...numbers: number[]) => void
  readonly accumulateGrid: (...numbers: number[]) => void
  readonly readout: (...numbers: number[]) => void
  readonly subsetGain: (...numbers: number[]) => void
  readonly hsic: (...numbers: number[]) => void
}

/** A fresh instance of one build, with a memory of its own. */
export async function loadModule(variant: Variant): Promise<{ readonly exports: Exports; readonly memory: WebAssembly.Memory }> {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 })
    const { instance } = await WebAssembly.instantiate(await readWasm(variant), { env: { memory } })
    return { exports: instance.exports as unknown as Exports, memory }
  } catch (cause) {
    throw new KernelError('KERNEL_LOAD', `The ${variant} build of the WebAssembly kernels cannot be loaded.`, cause)
  }
}
