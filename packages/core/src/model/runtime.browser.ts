import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import type { Runtime, Session, ShapedFloats } from './runtime.ts'
import { modelError } from './runtime-errors.ts'
import { fitShape } from './tensor-shape.ts'

type OnnxRuntime = typeof import('onnxruntime-web/wasm')
type Floats = Float32Array | GPUBuffer

/** How the portable runtime is set up; it is the same in browsers and in Node. */
export interface BrowserRuntimeOptions {
  /** One unless told; more need a page that is cross-origin isolated. The first runtime of a page decides. */
  readonly threads?: number
  /** Where the runtime's `.wasm` file is served; beside the script unless told. */
  readonly wasm?: string | URL
}

/** Inference in WebAssembly. Runs wherever JavaScript does, at a fifth of the native speed. */
export async function createBrowserRuntime(options: BrowserRuntimeOptions = {}): Promise<Runtime> {
  const ort = await import('onnxruntime-web/wasm')
  const threads = options.threads ?? 1
  ort.env.logLevel = 'fatal'
  ort.env.wasm.numThreads = threads
  if (options.wasm !== undefined) ort.env.wasm.wasmPaths = { wasm: options.wasm }
  return {
    name: `onnxruntime-web ${ort.env.versions.web ?? ort.env.versions.common}`,
    device: 'wasm',
    threads,
    open: async (model, weights) => wrapSession(ort, await openSession(ort, model, weights)),
    trace: async (model, weights, inputs) => traceOnce(ort, await openSession(ort, model, weights), inputs),
  }
}

async function openSession(
  ort: OnnxRuntime,
  model: Uint8Array,
  weights: ReadonlyMap<string, Uint8Array>,
): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    // What goes wrong is thrown; the runtime would print it as well.
    logSeverityLevel: 4,
    ...(weights.size > 0 ? { externalData: Array.from(weights, ([path, data]) => ({ path, data })) } : {}),
  }
  try {
    return await ort.InferenceSession.create(model, options)
  } catch (cause) {
    throw modelError(cause, 'open')
  }
}

function wrapSession(ort: OnnxRuntime, session: InferenceSession): Session {
  const inputShapes = declaredShapes(session.inputMetadata)
  return {
    run: async (inputs, outputs, batch) => {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, floats]) => {
          const shape = inputShapes.get(name)
          if (shape === undefined) throw new RangeError(`The model has no input "${name}".`)
          return [
            name,
            new ort.Tensor(
              'float32',
              asArray(name, floats),
              fitShape(name, shape, floats instanceof Float32Array ? floats.length : 0, batch),
            ),
          ]
        }),
      )
      const results = await runSession(session, feeds, Object.keys(outputs))
      // This runtime leaves arrays given for its outputs untouched, so they are copied.
      for (const [name, floats] of Object.entries(outputs)) copyResult(name, results[name]!, asArray(name, floats))
    },
    dispose: () => session.release(),
  }
}

async function traceOnce(
  ort: OnnxRuntime,
  session: InferenceSession,
  inputs: Readonly<Record<string, ShapedFloats>>,
): Promise<Readonly<Record<string, ShapedFloats>>> {
  const feeds = Object.entries(inputs).map(
    ([name, { shape, values }]) => [name, new ort.Tensor('float32', values, shape)] as const,
  )
  try {
    const results = await runSession(session, Object.fromEntries(feeds), session.outputNames)
    return Object.fromEntries(
      Object.entries(results).map(([name, { dims, data }]) => [
        name,
        { shape: dims, values: Float32Array.from(data as Float32Array) },
      ]),
    )
  } finally {
    await session.release()
  }
}

async function runSession(
  session: InferenceSession,
  feeds: Record<string, Tensor>,
  outputs: readonly string[],
): Promise<Readonly<Record<string, Tensor>>> {
  try {
    return await session.run(feeds, [...outputs], { logSeverityLevel: 4 })
  } catch (cause) {
    throw modelError(cause, 'run')
  }
}

function copyResult(name: string, result: Tensor, into: Float32Array): void {
  const values = result.data as Float32Array
  if (values.length !== into.length)
    throw new RangeError(`"${name}" has ${values.length} numbers; the array for it has ${into.length}.`)
  into.set(values)
}

function asArray(name: string, floats: Floats): Float32Array {
  if (floats instanceof Float32Array) return floats
  throw new RangeError(`"${name}" must be a Float32Array on this runtime.`)
}

function declaredShapes(values: readonly InferenceSession.ValueMetadata[]): ReadonlyMap<string, readonly (number | string)[]> {
  return new Map(values.map((value) => [value.name, value.isTensor ? value.shape : []]))
}
