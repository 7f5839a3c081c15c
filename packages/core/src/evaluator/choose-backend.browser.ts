import { TelltaleError } from '../errors.ts'
import { describeAdapter } from '../kernels/describe-adapter.ts'
import { createKernels } from '../kernels/implementations.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { requestDevice } from '../kernels/request-device.ts'
import type { Classifier } from '../model/classifier.ts'
import { createBrowserRuntime } from '../model/runtime.browser.ts'
import type { Runtime } from '../model/runtime.ts'
import { type Trial, tryMasks } from './try-masks.ts'

/** What a page may compute with: `auto` is the faster one that gives right numbers. */
export type BackendWish = 'auto' | 'wasm' | 'webgpu'

export interface BackendOptions {
  /** Default `auto`. `webgpu` takes a software adapter too, and says so. */
  readonly backend?: BackendWish
  /** Threads in WebAssembly; default 1. More need a page that is cross-origin isolated. */
  readonly threads?: number
  /** Whether `auto` may try a software adapter; default false. It is slower than WebAssembly: for tests. */
  readonly acceptFallback?: boolean
}

/** A model with the kernels that go with it, on one backend. */
export interface ChosenBackend {
  readonly model: Classifier
  readonly kernels: Kernels
  readonly backend: 'wasm' | 'webgpu'
  /** Why this one, in sentences for people. */
  readonly why: string
  /** Frees model, kernels and the device. */
  readonly dispose: () => Promise<void>
}

type Open = (runtime: Runtime) => Promise<Classifier>
type Opened = Omit<ChosenBackend, 'why'>

/**
 * Opens a model where it runs best. `auto` takes a GPU only if it is no software one, gives the numbers of WebAssembly for a small masked batch, and takes less
 * time for it; whatever stands against it is told in `why`. `open` is called once for each backend that is tried.
 * Throws what `open` throws in WebAssembly, and BACKEND_* where a GPU is asked for by name and cannot be had.
 */
export async function chooseBackend(open: Open, options: BackendOptions = {}): Promise<ChosenBackend> {
  const { backend = 'auto' } = options
  if (backend === 'webgpu') {
    const opened = await openOnGpu(open, true)
    return { ...opened, why: `The GPU (${nameOf(opened.kernels)}) computes, because it was asked for.` }
  }
  const wasm = await openInWasm(open, options)
  if (backend === 'wasm') return { ...wasm, why: 'WebAssembly computes, because it was asked for.' }
  return await orFasterGpu(wasm, open, options.acceptFallback ?? false)
}

async function orFasterGpu(wasm: Opened, open: Open, acceptFallback: boolean): Promise<ChosenBackend> {
  const because = (reason: string): ChosenBackend => ({ ...wasm, why: `WebAssembly computes. ${reason}` })
  let gpu: Opened
  try {
    gpu = await openOnGpu(open, acceptFallback)
  } catch (error) {
    if (error instanceof TelltaleError) return because(error.message)
    throw error
  }
  try {
    const expected = await tryMasks(wasm.model, wasm.kernels)
    const verdict = judge(expected, await tryMasks(gpu.model, gpu.kernels), nameOf(gpu.kernels))
    if (!verdict.takesGpu) {
      await gpu.dispose()
      return because(verdict.why)
    }
    await wasm.dispose()
    return { ...gpu, why: verdict.why }
  } catch (error) {
    await gpu.dispose()
    if (error instanceof TelltaleError) return because(`The GPU could not run the model: ${error.message}`)
    throw error
  }
}

/** Kernels that agree with each other differ by less, whatever order a GPU sums in. */
const tolerance = 2e-3

/** Whether a GPU's trial is right, and faster than the one it has to match. */
export function judge(wasm: Trial, gpu: Trial, name: string): { readonly takesGpu: boolean; readonly why: string } {
  const wrong = gpu.probabilities.findIndex((value, i) => !(Math.abs(value - wasm.probabilities[i]!) <= tolerance))
  if (wrong >= 0) {
    const [found, expected] = [gpu.probabilities[wrong]!, wasm.probabilities[wrong]!]
    const why = `The GPU (${name}) gives wrong numbers: a probability of ${found.toPrecision(4)} instead of ${expected.toPrecision(4)}.`
    return { takesGpu: false, why }
  }
  const times = `${milliseconds(gpu)} ms for a masked picture on the GPU (${name}), ${milliseconds(wasm)} ms in WebAssembly`
  const takesGpu = gpu.millisecondsPerMask < wasm.millisecondsPerMask
  return { takesGpu, why: takesGpu ? `The GPU computes: ${times}.` : `It is faster here: ${times}.` }
}

async function openInWasm(open: Open, { threads = 1 }: BackendOptions): Promise<Opened> {
  const model = await open(await createBrowserRuntime({ threads }))
  const kernels = await createKernels('auto')
  const dispose = async (): Promise<void> => {
    kernels.dispose()
    await model.dispose()
  }
  return { model, kernels, backend: 'wasm', dispose }
}

async function openOnGpu(open: Open, acceptFallback: boolean): Promise<Opened> {
  const device = await requestDevice({ acceptFallback })
  try {
    const kernels = await createKernels('webgpu', { device })
    const model = await open(await createBrowserRuntime({ device }))
    const dispose = async (): Promise<void> => {
      kernels.dispose()
      await model.dispose()
      device.destroy()
    }
    return { model, kernels, backend: 'webgpu', dispose }
  } catch (error) {
    device.destroy()
    throw error
  }
}

function nameOf({ device }: Kernels): string {
  if (!device?.adapterInfo) return 'an adapter without a name'
  const { name, software } = describeAdapter(device.adapterInfo)
  return software ? `${name}, which is software` : name
}

const milliseconds = ({ millisecondsPerMask }: Trial): string => millisecondsPerMask.toPrecision(2)
