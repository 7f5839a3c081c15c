import { TelltaleError } from '../errors.ts'
import type { HostKernels } from './host-kernels.ts'
import type { BufferHandle, Kernels } from './kernels.ts'
import { createReferenceHostKernels } from './reference/host.ts'
import { createReferenceKernels } from './reference/index.ts'

/** Which kernels compute: `auto` takes the fastest this machine runs. */
export type KernelBackend = 'auto' | 'reference' | 'wasm' | 'wasm-simd'

/** Host kernels of one backend, by the same rules. */
export async function createHostKernels(backend: KernelBackend): Promise<HostKernels> {
  if (backend === 'reference') return createReferenceHostKernels()
  const variant = await variantOf(backend)
  const { createWasmHostKernels } = await loadPackage()
  return hostOf(createWasmHostKernels<BufferHandle>(variant))
}

/** Host kernels to go with these kernels. A page's surrogate computes in WebAssembly beside its GPU, which has no f64. */
export async function createHostBeside({ backend, createHost }: Kernels): Promise<HostKernels> {
  return createHost ? createHost() : createHostKernels(backend === 'webgpu' ? 'auto' : backend)
}

/**
 * Loads the kernels of one backend; `auto` is `wasm-simd` where the engine has it, else `wasm`.
 * Throws BACKEND_UNAVAILABLE when the asked-for build does not load here. `allocate` throws BUDGET_MEMORY when memory ends.
 */
export async function createKernels(backend: KernelBackend): Promise<Kernels> {
  if (backend === 'reference') return createReferenceKernels()
  return createWasm(await variantOf(backend))
}

const wasmBackends = ['auto', 'wasm', 'wasm-simd']

/** The build that serves a backend here. */
async function variantOf(backend: Exclude<KernelBackend, 'reference'>): Promise<'scalar' | 'simd'> {
  if (!wasmBackends.includes(backend))
    throw unavailable(`There is no kernel backend "${backend}".`, `Choose one of: ${wasmBackends.join(', ')}, reference.`)
  const simd = (await loadPackage()).supportsSimd()
  if (backend === 'wasm-simd' && !simd)
    throw unavailable(
      'This JavaScript engine does not run WebAssembly SIMD.',
      'Choose the backend "wasm" or "auto" (--backend auto).',
    )
  return backend !== 'wasm' && simd ? 'simd' : 'scalar'
}

async function createWasm(variant: 'scalar' | 'simd'): Promise<Kernels> {
  const { createWasmKernels } = await loadPackage()
  const kernels = await orUnavailable(createWasmKernels<BufferHandle>(variant))
  const allocate = allocateOr(kernels.allocate, 'Allow smaller batches: lower --memory.')
  return { ...kernels, allocate, createHost: () => hostOf(kernels.createHost()) }
}

async function hostOf(created: Promise<HostKernels>): Promise<HostKernels> {
  const kernels = await orUnavailable(created)
  return { ...kernels, allocate: allocateOr(kernels.allocate, 'Use fewer regions or a smaller budget.') }
}

// The one place that touches the WebAssembly package; loaded on demand, so that the reference costs nothing else.
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

async function orUnavailable<T>(kernels: Promise<T>): Promise<T> {
  try {
    return await kernels
  } catch (cause) {
    throw unavailable(
      messageOf(cause),
      'Reinstall @telltale/kernels-wasm, or run its build script; "reference" runs without it.',
      cause,
    )
  }
}

function allocateOr(allocate: (bytes: number) => BufferHandle, fix: string): (bytes: number) => BufferHandle {
  return (bytes) => {
    try {
      return allocate(bytes)
    } catch (cause) {
      if (codeOf(cause) !== 'KERNEL_MEMORY') throw cause
      throw new TelltaleError('BUDGET_MEMORY', messageOf(cause), fix, { value: bytes }, cause)
    }
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
