import type { Classifier } from './classifier.ts'
import { createDerivedSessions, sessionsWithin } from './derived-sessions.ts'
import type { Network } from './network.ts'

/**
 * A classifier like another, on the same runtime, whose graph is the same with other weights. What was tested of batch shapes when the first was
 * opened holds for it as well. Dispose of it alone; the first stays open. Throws MODEL_* where the runtime refuses it.
 */
export async function openWithWeights(like: Classifier, onnx: Classifier['onnx']): Promise<Classifier> {
  const session = await like.runtime.open(onnx.model, onnx.weights)
  const weightBytes = [...onnx.weights.values()].reduce((sum, { byteLength }) => sum + byteLength, 0)
  const derived = createDerivedSessions(sessionsWithin(weightBytes))
  const [height, width] = like.info.preprocess.crop ?? like.info.preprocess.size
  let network: Promise<Network> | null = null
  const openInside = async (): Promise<Network> => {
    const { batch } = await like.network()
    const { openNetwork } = await import('./open-network.ts')
    return await openNetwork({ onnx, runtime: like.runtime, height, width, fixedBatch: batch })
  }
  return {
    ...like,
    session,
    onnx,
    network: () => {
      network ??= openInside()
      return network
    },
    derived,
    dispose: async () => {
      await derived.dispose()
      await session.dispose()
    },
  }
}
