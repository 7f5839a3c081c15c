import { cut } from '../graph/cut.ts'
import { freeName, freePrefix } from '../graph/free-name.ts'
import { createNode } from '../graph/node.ts'
import { decodeModel, graphOf, withGraph } from '../graph/proto.ts'
import { createFloats } from '../graph/tensor.ts'
import { namesIn } from '../graph/walk.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Classifier } from '../model/classifier.ts'
import { openWithWeights } from '../model/with-weights.ts'
import type { Head } from './linear-head.ts'
import { withoutHead } from './read-head.ts'

/** The classifier with another dense layer between its features and its logits, to be disposed of. Throws USAGE_PARAMETER for one without features. */
export async function openWithHead(like: Classifier, { classes, length, weights, bias }: Head): Promise<Classifier> {
  const { info, onnx } = like
  if (info.featureLength !== length || info.classes !== classes)
    throw withoutHead(
      info.name,
      `it has ${info.featureLength} features and ${info.classes} classes, not ${length} and ${classes}`,
    )
  const original = decodeModel(onnx.model)
  const { model } = freeName(original, 'logits')
  const graph = graphOf(model)
  const prefix = freePrefix(namesIn(graph), 'head', ['weights', 'bias'])
  const [rows, shift] = [`${prefix}_weights`, `${prefix}_bias`]
  const changed = withGraph(model, {
    node: [...graph.node, createNode('Gemm', ['features', rows, shift], ['logits'], { transB: 1 })],
    initializer: [...graph.initializer, createFloats(rows, [classes, length], weights), createFloats(shift, [classes], bias)],
  })
  // What led to the old logits alone is left out.
  const pruned = cut(changed, { from: graph.input, to: graphOf(original).output })
  return await openWithWeights(like, { model: writeModel(pruned), weights: onnx.weights })
}
