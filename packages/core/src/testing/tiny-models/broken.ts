import { createNode } from '../../graph/node.ts'
import { encodeModel, type OnnxNode, type OnnxTensor } from '../../graph/proto.ts'
import { createFloats } from '../../graph/tensor.ts'
import { declareValue } from '../../graph/value.ts'
import { createModel, writeModel } from '../../graph/write-model.ts'

/** Models of 8 x 8 RGB frames that cannot be explained, each for one reason. */
export const brokenSide = 8

/** A file whose model holds no graph. */
export function withoutGraph(): Uint8Array {
  const model = createModel({ inputs: [], outputs: [], constants: [], nodes: [] })
  delete model.graph
  return encodeModel(model)
}

/** Four logits, all of them the root of a negative number. */
export function withNanLogits(): Uint8Array {
  return modelOfMeans({
    nodes: [
      createNode('MatMul', ['means', 'ones'], ['sums']),
      createNode('Sub', ['low', 'sums'], ['negative']),
      createNode('Sqrt', ['negative'], ['logits']),
    ],
    constants: [createFloats('ones', [3, 4], new Float32Array(12).fill(1)), createFloats('low', [], [-100])],
    outputs: { logits: 4 },
  })
}

/** One number per picture. */
export function withOneClass(): Uint8Array {
  return modelOfMeans({
    nodes: [createNode('MatMul', ['means', 'ones'], ['score'])],
    constants: [createFloats('ones', [3, 1], [1, 1, 1])],
    outputs: { score: 1 },
  })
}

/** Two outputs that could both hold class scores. */
export function withTwoOutputs(): Uint8Array {
  return modelOfMeans({
    nodes: [createNode('MatMul', ['means', 'four'], ['kind']), createNode('MatMul', ['means', 'five'], ['colour'])],
    constants: [
      createFloats(
        'four',
        [3, 4],
        Float32Array.from({ length: 12 }, (_, i) => i),
      ),
      createFloats(
        'five',
        [3, 5],
        Float32Array.from({ length: 15 }, (_, i) => -i),
      ),
    ],
    outputs: { kind: 4, colour: 5 },
  })
}

/** Two operators that no runtime knows. */
export function withForeignOperators(): Uint8Array {
  const foreign = ['Sharpen', 'Classify'].map((opType, i) => {
    const node = createNode(opType, [i === 0 ? 'means' : 'sharp'], [i === 0 ? 'sharp' : 'logits'])
    node.domain = 'com.example'
    return node
  })
  return modelOfMeans({ nodes: foreign, constants: [], outputs: { logits: 4 } })
}

/** A model that starts from the mean of each colour, `means` f32[B, 3]. */
function modelOfMeans(rest: {
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxTensor[]
  /** Classes by output name. */
  readonly outputs: Readonly<Record<string, number>>
}): Uint8Array {
  return writeModel(
    createModel({
      inputs: [declareValue('input', ['batch', 3, brokenSide, brokenSide])],
      outputs: Object.entries(rest.outputs).map(([name, classes]) => declareValue(name, ['batch', classes])),
      constants: rest.constants,
      nodes: [
        createNode('GlobalAveragePool', ['input'], ['pool']),
        createNode('Flatten', ['pool'], ['means'], { axis: 1 }),
        ...rest.nodes,
      ],
    }),
  )
}
