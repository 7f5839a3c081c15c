import { meaningOf, messageOf, unavailable } from './backend-errors.ts'
import type { HostKernels } from './host-kernels.ts'
import type { BufferHandle, Kernels } from './kernels.ts'
import type { KernelOptions } from './on-device.ts'

/** Which kernels compute: `auto` takes the fastest this machine runs without a GPU. */
export type KernelBackend = 'auto' | 'reference' | 'wasm' | 'wasm-simd' | 'webgpu'

/** Host kernels of one backend, by the same rules. */
export async function createHostKernels(backend: KernelBackend): Promise<HostKernels> {
  if (backend === 'reference') return (await import('./reference/host.ts')).createReferenceHostKernels()
  // A GPU has no f64: beside it the host computes in WebAssembly.
  const variant = await variantOf(backend === 'webgpu' ? 'auto' : backend)
  const { createWasmHostKernels } = await loadPackage()
  return hostOf(createWasmHostKernels<BufferHandle>(variant))
}

/** Host kernels to go with these kernels. */
export async function createHostBeside({ backend, createHost }: Kernels): Promise<HostKernels> {
  return createHost ? createHost() : createHostKernels(backend)
}

/**
 * Loads the kernels of one backend; `auto` is `wasm-simd` where the engine has it, else `wasm`. `webgpu` takes the device given, or one of its
 * own, never a software one unless told so. Throws BACKEND_UNAVAILABLE when the asked-for build or device is not here, BACKEND_PROBE_FAILED
 * when a device gives wrong numbers. Later calls throw BUDGET_MEMORY when memory ends, and BACKEND_LOST when the device goes.
 */
export async function createKernels(backend: KernelBackend, options: KernelOptions = {}): Promise<Kernels> {
  if (backend === 'reference') return (await import('./reference/index.ts')).createReferenceKernels()
  if (backend === 'webgpu') {
    const { createOnDevice } = await import('./on-device.ts')
    return await createOnDevice({ open: openOnDevice, openOnHost: () => createKernels('auto'), options })
  }
  return createWasm(await variantOf(backend))
}

const wasmBackends = ['auto', 'wasm', 'wasm-simd']

/** The build that serves a backend here. */
async function variantOf(backend: Exclude<KernelBackend, 'reference' | 'webgpu'>): Promise<'scalar' | 'simd'> {
  if (!wasmBackends.includes(backend))
    throw unavailable(`There is no kernel backend "${backend}".`, `Choose one of: ${wasmBackends.join(', ')}, webgpu, reference.`)
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

function loadPackage(): Promise<typeof import('@telltale/kernels-wasm')> {
  return load('@telltale/kernels-wasm', () => import('@telltale/kernels-wasm'))
}

// Only this file touches the kernel packages; they are loaded on demand, so that the reference costs nothing else.
async function load<T>(name: string, importPackage: () => Promise<T>): Promise<T> {
  try {
    return await importPackage()
  } catch (cause) {
    throw unavailable(`${name} cannot be loaded.`, 'Install it beside @telltale/core, or choose the backend "reference".', cause)
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
      throw meaningOf(cause, fix, bytes)
    }
  }
}

async function openOnDevice(device: GPUDevice): Promise<Kernels> {
  const { createWgslKernels } = await load('@telltale/kernels-wgsl', () => import('@telltale/kernels-wgsl'))
  return createWgslKernels<BufferHandle>(device)
}
