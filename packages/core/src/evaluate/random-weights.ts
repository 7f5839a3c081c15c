import { decodeModel } from '../graph/proto.ts'
import { randomiseWeights, weightNames } from '../graph/randomise-weights.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Classifier } from '../model/classifier.ts'
import { openWithWeights } from '../model/with-weights.ts'

/** How many layers of a model have weights that can be drawn anew. */
export function countWeights({ onnx }: Classifier): number {
  return weightNames(decodeModel(onnx.model)).length
}

/** The classifier with the weights of its last layers drawn anew, to be disposed of. */
export async function openRandomised(like: Classifier, layers: number, seed: number): Promise<Classifier> {
  const source = { model: decodeModel(like.onnx.model), weights: like.onnx.weights }
  const { model, weights } = randomiseWeights(source, layers, seed)
  return await openWithWeights(like, { model: writeModel(model), weights })
}
