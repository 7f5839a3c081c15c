import type { TensorFact } from '../../facts.ts'
import { integerAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { axisOf, type Inferences, made, type NodeView } from '../inference.ts'

/** Normalisations and the softmax family: the shape stays, statistics come beside it. */
export const normalisationInferences: Inferences = {
  Softmax: same,
  LogSoftmax: same,
  Hardmax: same,
  LpNormalization: same,
  LRN: same,
  MeanVarianceNormalization: same,
  InstanceNormalization: same,
  GroupNormalization: same,
  BatchNormalization: ({ inputs: [x, , , mean, variance] }) => [
    made(x!.elementType, x!.dims),
    made(mean!.elementType, mean!.dims),
    made(variance!.elementType, variance!.dims),
  ],
  LayerNormalization: inferLayerNormalization,
  RMSNormalization: same,
  SimplifiedLayerNormalization: inferLayerNormalization,
  'com.microsoft::SimplifiedLayerNormalization': inferLayerNormalization,
  Dropout: ({ inputs: [x], opset }) => [
    made(x!.elementType, x!.dims),
    made(opset < 10 ? x!.elementType : elementTypes.boolean, x!.dims),
  ],
}

function same({ inputs: [x] }: NodeView): readonly TensorFact[] {
  return [made(x!.elementType, x!.dims)]
}

function inferLayerNormalization({ node, inputs: [x] }: NodeView): readonly TensorFact[] | null {
  const axis = axisOf(integerAttribute(node, 'axis', -1), x!.dims.length)
  if (axis === null) return null
  const statistics = made(
    integerAttribute(node, 'stash_type', elementTypes.float32),
    x!.dims.map((size, at) => (at < axis ? size : 1)),
  )
  return [made(x!.elementType, x!.dims), statistics, statistics]
}
