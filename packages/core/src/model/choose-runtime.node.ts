import { TelltaleError } from '../errors.ts'
import type { Warning } from './classifier.ts'
import { defaultThreads } from './physical-cores.node.ts'
import { createBrowserRuntime } from './runtime.browser.ts'
import { createNativeRuntime } from './runtime.node.ts'
import type { Runtime } from './runtime.ts'

/** Which ONNX Runtime: `auto` is the native one, or the portable one where that cannot be loaded. */
export type RuntimeChoice = 'auto' | 'onnxruntime-node' | 'onnxruntime-web'

export interface NodeRuntimeOptions {
  readonly prefer?: RuntimeChoice
  /** Native: the physical cores, at most 4, unless told. Portable: always 1. */
  readonly threads?: number
  /** Opens the native runtime; for programs that bring their own build. */
  readonly native?: (threads: number) => Promise<Runtime>
}

export interface ChosenRuntime {
  readonly runtime: Runtime
  readonly warnings: readonly Warning[]
}

const mend = 'npm install onnxruntime-node'

/** The runtime for a Node process. Throws BACKEND_UNAVAILABLE when the native one is asked for by name and cannot be loaded. */
export async function createNodeRuntime(options: NodeRuntimeOptions = {}): Promise<ChosenRuntime> {
  const { prefer = 'auto', native = createNativeRuntime, threads } = options
  if (threads !== undefined) checkThreads(threads)
  if (prefer === 'onnxruntime-web') return await portable(threads)
  try {
    return { runtime: await native(threads ?? (await defaultThreads())), warnings: [] }
  } catch (cause) {
    if (prefer === 'onnxruntime-node') {
      const message = 'The native ONNX Runtime could not be loaded.'
      throw new TelltaleError('BACKEND_UNAVAILABLE', message, `Install it: ${mend}`, { value: prefer }, cause)
    }
    const message = `Native inference is missing, so the model runs 5 to 7 times slower in WebAssembly. Mend it: ${mend}`
    const { runtime, warnings } = await portable(threads)
    return { runtime, warnings: [{ code: 'BACKEND_NATIVE_MISSING', message }, ...warnings] }
  }
}

/** The portable runtime. Its threads are web workers, which Node does not have: it computes with one. */
async function portable(threads = 1): Promise<ChosenRuntime> {
  const runtime = await createBrowserRuntime({ threads: 1 })
  const message = `The portable runtime computes with 1 thread in Node, not with ${threads}.`
  return { runtime, warnings: threads > 1 ? [{ code: 'BACKEND_ONE_THREAD', message }] : [] }
}

function checkThreads(threads: number): void {
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return
  throw new TelltaleError('USAGE_PARAMETER', `${threads} is no number of threads.`, 'Give a whole number from 1 to 256.', {
    value: threads,
    limit: 256,
  })
}
