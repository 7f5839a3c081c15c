import { type Classifier, createBrowserRuntime, createKernels, type Kernels, type Runtime, requestDevice } from '@telltale/core'
import type { BackendChoice, BackendReport } from './protocol.ts'
import { yieldingRuntime } from './yielding-runtime.ts'

/** Kernels that go with a runtime, and what the page says of both. */
export interface Computing {
  readonly kernels: Kernels
  readonly report: BackendReport
  /** Ends what does not end with the model. */
  readonly dispose: () => void
}

interface Opened {
  readonly model: Classifier
  readonly computing: Computing
}

type Open = (runtime: Runtime) => Promise<Classifier>

/** Opens a model on what was asked for; `auto` takes WebAssembly, which runs everywhere. Throws BACKEND_* errors for a GPU that cannot be had. */
export async function chooseComputing(choice: BackendChoice, open: Open): Promise<Opened> {
  return choice === 'webgpu' ? await openOnGpu(open) : await openOnProcessor(open)
}

async function openOnProcessor(open: Open): Promise<Opened> {
  const isolated = globalThis.crossOriginIsolated === true
  const threads = isolated ? Math.min(4, Math.max(1, navigator.hardwareConcurrency >> 1)) : 1
  const model = await open(yieldingRuntime(await createBrowserRuntime({ threads })))
  const kernels = await createKernels('auto')
  const why = isolated
    ? `On the processor: WebAssembly with ${threads} thread${threads === 1 ? '' : 's'}.`
    : 'On the processor: WebAssembly with one thread. More need a page that is isolated from others; reload it once.'
  return { model, computing: { kernels, report: { name: 'wasm', threads, why }, dispose: () => kernels.dispose() } }
}

/** One device for kernels and model, so that pictures never leave it. Who forces a GPU gets a software one too. */
async function openOnGpu(open: Open): Promise<Opened> {
  const device = await requestDevice({ acceptFallback: true })
  try {
    const kernels = await createKernels('webgpu', { device })
    const model = await open(yieldingRuntime(await createBrowserRuntime({ device })))
    const dispose = (): void => {
      kernels.dispose()
      device.destroy()
    }
    const why = 'On the graphics processor, because that was asked for: pictures stay on it between mask, model and readout.'
    return { model, computing: { kernels, report: { name: 'webgpu', threads: 1, why }, dispose } }
  } catch (error) {
    device.destroy()
    throw error
  }
}
