import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { nextTask, watchDevice } from './device-loss.ts'
import { inTurn } from './in-turn.ts'
import type { Runtime, Session, ShapedFloats } from './runtime.ts'
import { modelError } from './runtime-errors.ts'
import { type DeclaredShape, fitShape, shapeOfBatch } from './tensor-shape.ts'

type OnnxRuntime = typeof import('onnxruntime-web/wasm')
type Floats = Float32Array | GPUBuffer
type DeclaredShapes = ReadonlyMap<string, DeclaredShape>

/** How the portable runtime is set up; without a device it is the same in browsers and in Node. */
export interface BrowserRuntimeOptions {
  /** One unless told; more need a page that is cross-origin isolated. The first runtime of a page decides. Not with a device. */
  readonly threads?: number
  /** Where the runtime's `.wasm` file is served; beside the script unless told. With a device that is another, `ort-wasm-simd-threaded.asyncify.wasm`. */
  readonly wasm?: string | URL
  /** Compute on this device, which stays the caller's. Kernels on the same one keep every picture there. */
  readonly device?: GPUDevice
}

/**
 * Inference in WebAssembly, which runs wherever JavaScript does, at a fifth of the native speed; or on a GPU. Throws BACKEND_LOST where the device
 * is gone, as do its sessions.
 */
export async function createBrowserRuntime(options: BrowserRuntimeOptions = {}): Promise<Runtime> {
  const { device, wasm } = options
  const ort = device ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm')
  const threads = device ? 1 : (options.threads ?? 1)
  ort.env.logLevel = 'fatal'
  ort.env.wasm.numThreads = threads
  if (wasm !== undefined) ort.env.wasm.wasmPaths = { wasm }
  const name = `onnxruntime-web ${ort.env.versions.web ?? ort.env.versions.common}`
  if (device) return createOnDevice(ort, device, name)
  const open = openerOf(ort, { executionProviders: ['wasm'] })
  return {
    name,
    device: 'wasm',
    threads,
    open: async (model, weights) => wrapSession(ort, await open(model, weights)),
    trace: async (model, weights, inputs) => traceOnce(ort, await open(model, weights), inputs),
  }
}

async function createOnDevice(ort: OnnxRuntime, device: GPUDevice, name: string): Promise<Runtime> {
  const life = watchDevice(device)
  const turn = turnsOf(ort)
  // A loss that has happened is told in the next task.
  await nextTask()
  const alone: Alone = (work) =>
    life.outlive(() =>
      turn(() => {
        life.requireAlive()
        return work()
      }),
    )
  const executionProviders = [{ name: 'webgpu', device }] as const
  const open = openerOf(ort, { executionProviders, preferredOutputLocation: 'gpu-buffer' })
  const openToTrace = openerOf(ort, { executionProviders })
  return {
    name,
    device: 'webgpu',
    threads: 1,
    gpu: device,
    open: async (model, weights) => wrapOnDevice(ort, await alone(() => open(model, weights)), alone),
    trace: (model, weights, inputs) => alone(async () => traceOnce(ort, await openToTrace(model, weights), inputs)),
  }
}

/** Does one thing after the other, for as long as the device is there. */
type Alone = <T>(work: () => Promise<T>) => Promise<T>

// The module is one for the page, whatever the device, and cannot begin a call while it waits for the device in another.
const turns = new WeakMap<OnnxRuntime, Alone>()

function turnsOf(ort: OnnxRuntime): Alone {
  const known = turns.get(ort)
  if (known) return known
  const turn = inTurn((work: () => Promise<unknown>) => work()) as Alone
  turns.set(ort, turn)
  return turn
}

type Opener = (model: Uint8Array, weights: ReadonlyMap<string, Uint8Array>) => Promise<InferenceSession>

function openerOf(ort: OnnxRuntime, where: InferenceSession.SessionOptions): Opener {
  return async (model, weights) => {
    const options: InferenceSession.SessionOptions = {
      ...where,
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
}

/** Buffers of the device are wrapped and filled where they are; arrays are uploaded and read back. */
function wrapOnDevice(ort: OnnxRuntime, session: InferenceSession, alone: Alone): Session {
  const inputShapes = declaredShapes(session.inputMetadata)
  const outputShapes = declaredShapes(session.outputMetadata)
  const wrap = (name: string, floats: Floats, shapes: DeclaredShapes, batch: number): Tensor => {
    const shape = shapes.get(name)
    if (shape === undefined) throw new RangeError(`The model has no tensor "${name}".`)
    if (floats instanceof Float32Array) return new ort.Tensor('float32', floats, fitShape(name, shape, floats.length, batch))
    return ort.Tensor.fromGpuBuffer(floats, { dataType: 'float32', dims: [...shapeOfBatch(name, shape, batch)] })
  }
  const run: Session['run'] = async (inputs, outputs, batch) => {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, floats]) => [name, wrap(name, floats, inputShapes, batch)]),
    )
    const fetches = Object.fromEntries(
      Object.entries(outputs).map(([name, floats]) => [
        name,
        floats instanceof Float32Array ? null : wrap(name, floats, outputShapes, batch),
      ]),
    )
    const results = await runSession(session, feeds, fetches)
    for (const [name, floats] of Object.entries(outputs)) {
      if (!(floats instanceof Float32Array)) continue
      const result = results[name]!
      try {
        fill(name, (await result.getData()) as Float32Array, floats)
      } finally {
        result.dispose()
      }
    }
  }
  return {
    run: (inputs, outputs, batch) => alone(() => run(inputs, outputs, batch)),
    // Whether the device is still there or not.
    dispose: () => turnsOf(ort)(() => session.release()),
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
      for (const [name, floats] of Object.entries(outputs)) fill(name, results[name]!.data as Float32Array, asArray(name, floats))
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
  outputs: readonly string[] | Readonly<Record<string, Tensor | null>>,
): Promise<Readonly<Record<string, Tensor>>> {
  try {
    return await session.run(feeds, outputs, { logSeverityLevel: 4 })
  } catch (cause) {
    throw modelError(cause, 'run')
  }
}

function fill(name: string, values: Float32Array, into: Float32Array): void {
  if (values.length !== into.length)
    throw new RangeError(`"${name}" has ${values.length} numbers; the array for it has ${into.length}.`)
  into.set(values)
}

function asArray(name: string, floats: Floats): Float32Array {
  if (floats instanceof Float32Array) return floats
  throw new RangeError(`"${name}" must be a Float32Array on this runtime.`)
}

function declaredShapes(values: readonly InferenceSession.ValueMetadata[]): DeclaredShapes {
  return new Map(values.map((value) => [value.name, value.isTensor ? value.shape : []]))
}
