import { createNode } from '../../src/graph/node.ts'
import { elementTypes, type OnnxNode } from '../../src/graph/proto.ts'
import { createFloats, createIntegers } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'

/** How a means model is written; they all say the same. */
export interface MeansModel {
  readonly layout?: 'nchw' | 'nhwc'
  readonly elementType?: number
  readonly batch?: number | string
  /** What is done with the logits before they leave. */
  readonly ending?: readonly OnnxNode[]
  readonly outputShape?: readonly (number | string)[]
  readonly outputType?: number
}

export const side = 4

/** Four logits of a 4x4 frame: the mean of each colour times a matrix, in many spellings. The output is `answer`. */
export function meansModel({
  layout = 'nchw',
  elementType = elementTypes.float32,
  batch = 'N',
  ending,
  outputShape,
  outputType,
}: MeansModel = {}): Uint8Array {
  const shape = layout === 'nchw' ? [batch, 3, side, side] : [batch, side, side, 3]
  const isFloat = elementType === elementTypes.float32
  const tail = ending ?? [createNode('Identity', ['scores'], ['answer'])]
  const model = createModel({
    inputs: [declareValue('picture', shape, elementType)],
    outputs: [declareValue('answer', outputShape ?? [batch, 4], outputType)],
    constants: [createFloats('matrix', [3, 4], [1, 2, -1, 0, 0, 1, 1, -2, 2, 0, 0, 1]), createIntegers('last_axes', [2], [2, 3])],
    nodes: [
      createNode(isFloat ? 'Identity' : 'Cast', ['picture'], ['floats'], isFloat ? {} : { to: elementTypes.float32 }),
      createNode('Transpose', ['floats'], ['planes'], { perm: layout === 'nchw' ? [0, 1, 2, 3] : [0, 3, 1, 2] }),
      createNode('GlobalAveragePool', ['planes'], ['pool']),
      createNode('Flatten', ['pool'], ['means'], { axis: 1 }),
      createNode('MatMul', ['means', 'matrix'], ['scores']),
      ...tail,
    ],
  })
  return writeModel(model)
}
