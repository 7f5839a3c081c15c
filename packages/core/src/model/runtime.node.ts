import type { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Runtime, Session, ShapedFloats } from './runtime.ts'
import { modelError } from './runtime-errors.ts'
import { fitShape } from './tensor-shape.ts'

type OnnxRuntime = typeof import('onnxruntime-node')
type Floats = Float32Array | GPUBuffer

/** What the native runtime computes on. */
export type NativeDevice = 'cpu' | 'webgpu'

/**
 * Native inference, on the CPU unless told. Throws whatever the platform throws where the native library cannot be loaded; `createNodeRuntime` turns
 * that into a choice. `threads` is fixed for every session, since the bits of some models depend on it. On `webgpu` pictures come from and answers go to
 * the host's memory; `open` throws where there is no adapter.
 */
export async function createNativeRuntime(threads: number, device: NativeDevice = 'cpu'): Promise<Runtime> {
  const ort = await import('onnxruntime-node')
  // What goes wrong is thrown; the runtime would print it, and what it finds of the machine's devices, as well.
  ort.env.logLevel = 'fatal'
  return {
    name: `onnxruntime-node ${ort.env.versions.node ?? ort.env.versions.common}`,
    device,
    threads,
    open: async (model, weights) => wrapSession(ort, await openSession(ort, model, weights, threads, device)),
    trace: async (model, weights, inputs) => traceOnce(ort, await openSession(ort, model, weights, threads, device), inputs),
  }
}

async function openSession(
  ort: OnnxRuntime,
  model: Uint8Array,
  weights: ReadonlyMap<string, Uint8Array>,
  threads: number,
  device: NativeDevice,
): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [device],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    // Spinning threads make two threads slower than one on a busy machine.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
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
  const outputShapes = declaredShapes(session.outputMetadata)
  // Making a tensor costs more than looking one up, and callers pass the same arrays again and again.
  const made = new WeakMap<Float32Array, { readonly name: string; readonly batch: number; readonly tensor: Tensor }>()
  const tensorOf = (name: string, floats: Floats, shapes: ReadonlyMap<string, readonly (number | string)[]>, batch: number) => {
    const shape = shapes.get(name)
    if (shape === undefined) throw new RangeError(`The model has no tensor "${name}".`)
    if (!(floats instanceof Float32Array)) throw new RangeError(`"${name}" must be a Float32Array on this runtime.`)
    const known = made.get(floats)
    // An array has lost its numbers when its memory has grown meanwhile.
    if (known?.name === name && known.batch === batch && known.tensor.size === floats.length) return known.tensor
    const tensor = new ort.Tensor('float32', floats, fitShape(name, shape, floats.length, batch))
    made.set(floats, { name, batch, tensor })
    return tensor
  }
  const wrap = (arrays: Record<string, Floats>, shapes: ReadonlyMap<string, readonly (number | string)[]>, batch: number) => {
    const tensors: Record<string, Tensor> = {}
    for (const name in arrays) tensors[name] = tensorOf(name, arrays[name]!, shapes, batch)
    return tensors
  }
  return {
    run: async (inputs, outputs, batch) => {
      const feeds = wrap(inputs, inputShapes, batch)
      // The runtime writes into the arrays behind these tensors.
      const fetches = wrap(outputs, outputShapes, batch)
      try {
        await session.run(feeds, fetches)
      } catch (cause) {
        throw modelError(cause, 'run')
      }
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
    const results = await session.run(Object.fromEntries(feeds))
    return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, shapedFloats(tensor)]))
  } catch (cause) {
    throw modelError(cause, 'run')
  } finally {
    await session.release()
  }
}

function shapedFloats(tensor: Tensor): ShapedFloats {
  return { shape: tensor.dims, values: Float32Array.from(tensor.data as Float32Array) }
}

function declaredShapes(values: readonly InferenceSession.ValueMetadata[]): ReadonlyMap<string, readonly (number | string)[]> {
  return new Map(values.map((value) => [value.name, value.isTensor ? value.shape : []]))
}
