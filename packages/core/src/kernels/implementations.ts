import { TelltaleError } from '../errors.ts'
import type { BufferHandle, Kernels } from './kernels.ts'
import { createReferenceKernels } from './reference/index.ts'

/** Which kernels compute: `auto` takes the fastest this machine runs. */
export type KernelBackend = 'auto' | 'reference' | 'wasm' | 'wasm-simd'

/**
 * Loads the kernels of one backend; `auto` is `wasm-simd` where the engine has it, else `wasm`.
 * Throws BACKEND_UNAVAILABLE when the asked-for build does not load here. `allocate` throws BUDGET_MEMORY when memory ends.
 */
export async function createKernels(backend: KernelBackend): Promise<Kernels> {
  return await create[backend]()
}

// The one place that touches the WebAssembly package; loaded on demand, so that the reference costs nothing else.
const create = {
  auto: async () => ((await loadPackage()).supportsSimd() ? createWasm('simd') : createWasm('scalar')),
  reference: async () => createReferenceKernels(),
  wasm: async () => createWasm('scalar'),
  'wasm-simd': async () => createWasm('simd'),
} satisfies Record<KernelBackend, () => Promise<Kernels>>

async function createWasm(variant: 'scalar' | 'simd'): Promise<Kernels> {
  const { createWasmKernels, supportsSimd } = await loadPackage()
  if (variant === 'simd' && !supportsSimd()) {
    throw unavailable(
      'This JavaScript engine does not run WebAssembly SIMD.',
      'Choose the backend "wasm" or "auto" (--backend auto).',
    )
  }
  try {
    const kernels: Kernels = await createWasmKernels<BufferHandle>(variant)
    return { ...kernels, allocate: (bytes) => allocate(kernels, bytes) }
  } catch (cause) {
    throw unavailable(
      messageOf(cause),
      'Reinstall @telltale/kernels-wasm, or run its build script; "reference" runs without it.',
      cause,
    )
  }
}

async function loadPackage(): Promise<typeof import('@telltale/kernels-wasm')> {
  try {
    return await import('@telltale/kernels-wasm')
  } catch (cause) {
    throw unavailable(
      '@telltale/kernels-wasm cannot be loaded.',
      'Install it beside @telltale/core, or choose the backend "reference".',
      cause,
    )
  }
}

function allocate(kernels: Kernels, bytes: number): BufferHandle {
  try {
    return kernels.allocate(bytes)
  } catch (cause) {
    if (codeOf(cause) !== 'KERNEL_MEMORY') throw cause
    throw new TelltaleError('BUDGET_MEMORY', messageOf(cause), 'Allow smaller batches: lower --memory.', { value: bytes }, cause)
  }
}

function unavailable(message: string, fix: string, cause?: unknown): TelltaleError {
  return new TelltaleError('BACKEND_UNAVAILABLE', message, fix, {}, cause)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

// Errors of the package are known by their shape: core must not need its class.
function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
