import type { Classifier } from './classifier.ts'
import { openedGraph } from './opened-graph.ts'

/**
 * A classifier like another, on the same runtime, whose graph is the same with other weights. What was tested of batch shapes when the first was
 * opened holds for it as well. Dispose of it alone; the first stays open. Throws MODEL_* where the runtime refuses it.
 */
export async function openWithWeights(like: Classifier, onnx: Classifier['onnx']): Promise<Classifier> {
  const session = await like.runtime.open(onnx.model, onnx.weights)
  const [height, width] = like.info.preprocess.crop ?? like.info.preprocess.size
  const source = async () => ({ onnx, runtime: like.runtime, height, width, fixedBatch: (await like.network()).batch })
  return { ...like, onnx, ...openedGraph(session, onnx.weights, source) }
}
