import { type ChosenBackend, type Classifier, chooseBackend, type Runtime } from '@telltale/core'
import type { BackendChoice, BackendReport } from './protocol.ts'
import { yieldingRuntime } from './yielding-runtime.ts'

/** More share too little work. */
const mostThreads = 4

/** Opens a model where it runs best, or where it was asked to, and lets messages in between its batches. Throws as `open` does, and BACKEND_* errors. */
export async function chooseComputing(
  backend: BackendChoice,
  open: (runtime: Runtime) => Promise<Classifier>,
): Promise<ChosenBackend & { readonly report: BackendReport }> {
  const isolated = globalThis.crossOriginIsolated === true
  const threads = isolated ? Math.min(mostThreads, Math.max(1, navigator.hardwareConcurrency >> 1)) : 1
  const chosen = await chooseBackend((runtime) => open(yieldingRuntime(runtime)), { backend, threads })
  const { model } = chosen
  const why = chosen.backend === 'wasm' ? `${chosen.why} ${describeThreads(model.threads, isolated)}` : chosen.why
  return { ...chosen, report: { name: chosen.backend, threads: model.threads, why } }
}

function describeThreads(threads: number, isolated: boolean): string {
  if (!isolated) return 'It has one thread: more need a page that is isolated from others. Reload it once.'
  return threads === 1 ? 'It has one thread.' : `It has ${threads} threads.`
}
