import { readWasm } from '#wasm-bytes'
import { KernelError } from './errors.ts'
import type { ModuleName } from './variant.ts'

/** What both builds of the kernels export. Buffers are byte offsets, all else counts; nothing is checked there. */
export interface Exports {
  readonly heapBase: () => number
  readonly maskRegions: (...numbers: number[]) => void
  readonly maskGrid: (...numbers: number[]) => void
  readonly accumulateGrid: (...numbers: number[]) => void
  readonly readout: (...numbers: number[]) => void
  readonly subsetGain: (...numbers: number[]) => void
  readonly hsic: (...numbers: number[]) => void
}

/** What both builds of the host kernels export, under the same terms. */
export interface HostExports {
  readonly heapBase: () => number
  readonly variance: (...numbers: number[]) => number
  readonly covariances: (...numbers: number[]) => void
  readonly factorRow: (...numbers: number[]) => void
  readonly solveForward: (...numbers: number[]) => void
  readonly solveForwardFour: (...numbers: number[]) => void
  readonly subtractSquares: (...numbers: number[]) => number
  readonly solveBackward: (...numbers: number[]) => void
  readonly sumPrefixes: (...numbers: number[]) => void
  readonly sumTowards: (...numbers: number[]) => void
  readonly sumPairs: (...numbers: number[]) => void
}

interface Loaded<E> {
  readonly exports: E
  readonly memory: WebAssembly.Memory
}

/** Compiles one module; what it is compiled to lives, and gets faster, as long as the result. */
export async function compileModule(name: ModuleName): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(await readWasm(name))
  } catch (cause) {
    throw new KernelError('KERNEL_LOAD', `The ${name} build of the WebAssembly kernels cannot be loaded.`, cause)
  }
}

/** A fresh instance of one module, with a memory of its own. */
export async function loadModule<Name extends ModuleName>(
  name: Name,
  module: Promise<WebAssembly.Module> = compileModule(name),
): Promise<Loaded<Name extends `host-${string}` ? HostExports : Exports>> {
  const memory = new WebAssembly.Memory({ initial: 1 })
  // The first buffer that a process detaches makes V8 drop all its compiled code on typed arrays: better now than after a first picture.
  memory.grow(0)
  const instance = await WebAssembly.instantiate(await module, { env: { memory } })
  return { exports: instance.exports as never, memory }
}
