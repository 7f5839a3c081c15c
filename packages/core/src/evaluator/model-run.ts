import type { BufferHandle, Kernels } from '../kernels/kernels.ts'
import type { Classifier } from '../model/classifier.ts'

interface ModelRunOptions {
  readonly kernels: Kernels
  readonly classifier: Classifier
  /** Numbers of one masked picture. */
  readonly frameLength: number
  /** Buffers of the kernels that the model reads and writes. */
  readonly buffers: {
    readonly images: BufferHandle
    readonly logits: BufferHandle
    readonly features: BufferHandle | null
  }
}

/** Runs the model on the first `shape` rows of the image buffer and leaves logits, and features where wanted, in theirs. */
export type ModelRun = (shape: number, wantsFeatures: boolean) => Promise<void>

/** What the model reads and writes for one batch shape, without a copy. */
interface Views {
  readonly input: Float32Array | GPUBuffer
  readonly logits: Float32Array | GPUBuffer
  readonly features: Float32Array | GPUBuffer | null
}

/** Where kernels and model share a memory nothing is copied; where they do not, the pictures of each batch go through the host. */
export function createModelRun(options: ModelRunOptions): ModelRun {
  const { kernels, classifier } = options
  return sharesMemory(kernels, classifier.runtime.gpu) ? runInPlace(options) : runThroughHost(options)
}

/** Whether sessions of a runtime on this device, or on none, can read the kernels' buffers as they are. */
export function sharesMemory({ device }: Kernels, gpu: GPUDevice | undefined): boolean {
  return device === undefined || device === gpu
}

function runInPlace({ kernels, classifier: { info, session }, frameLength, buffers }: ModelRunOptions): ModelRun {
  const views = new Map<number, Views>()
  const viewsOf = (shape: number): Views => {
    const known = views.get(shape)
    // Growing memory leaves arrays without length, and never shrinks a device's buffers.
    if (known && (!(known.input instanceof Float32Array) || known.input.length > 0)) return known
    const made = {
      input: kernels.expose(buffers.images, shape * frameLength),
      logits: kernels.expose(buffers.logits, shape * info.classes),
      features: buffers.features && kernels.expose(buffers.features, shape * info.featureLength),
    }
    views.set(shape, made)
    return made
  }
  return async (shape, wantsFeatures) => {
    const { input, logits, features } = viewsOf(shape)
    await session.run({ input }, wantsFeatures && features ? { logits, features } : { logits }, shape)
  }
}

function runThroughHost({ kernels, classifier: { info, session }, frameLength, buffers }: ModelRunOptions): ModelRun {
  return async (shape, wantsFeatures) => {
    const input = new Float32Array(shape * frameLength)
    const logits = new Float32Array(shape * info.classes)
    const features = wantsFeatures && buffers.features ? new Float32Array(shape * info.featureLength) : null
    await kernels.read(buffers.images, input)
    await session.run({ input }, features ? { logits, features } : { logits }, shape)
    kernels.write(buffers.logits, logits)
    if (features) kernels.write(buffers.features!, features)
  }
}
