import { createNode } from '../../../src/graph/node.ts'
import type { OnnxNode, OnnxTensor } from '../../../src/graph/proto.ts'
import { createFloats } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel, writeModel } from '../../../src/graph/write-model.ts'
import { createRandom } from '../../../src/random/random.ts'
import type { TinyModel } from '../../../src/testing/index.ts'
import { plainPreprocess } from '../../../src/testing/tiny-models/tiny-model.ts'

const side = 8
export const numbers = 3 * side * side

/** How a model of single numbers ends: from `sums` f32[B, 2] to `logits`. */
export interface Ending {
  readonly nodes: readonly OnnxNode[]
  readonly constants?: readonly OnnxTensor[]
  /** The batch that the file demands. */
  readonly batch?: number
}

/** Sums of weighted numbers of an 8 x 8 picture, two classes; zero in the model is the colour 127.5 grey. `weights` are f32[192, 2]. */
export function pixelModel(weights: readonly number[], { nodes, constants = [], batch }: Ending = linearEnding): TinyModel {
  const model = createModel({
    inputs: [declareValue('input', [batch ?? 'batch', 3, side, side])],
    outputs: [declareValue('logits', [batch ?? 'batch', 2])],
    constants: [createFloats('weights', [numbers, 2], weights), ...constants],
    nodes: [
      createNode('Flatten', ['input'], ['flat'], { axis: 1 }),
      createNode('MatMul', ['flat', 'weights'], ['sums']),
      ...nodes,
    ],
  })
  return {
    model: writeModel(model),
    frame: { width: side, height: side, rgb: Uint8Array.from({ length: numbers }, (_, i) => (i * 53 + 19) % 256) },
    labels: Uint16Array.from({ length: side * side }, (_, i) => 2 * Math.floor(i / side / 4) + Math.floor((i % side) / 4)),
    regions: 4,
    baseline: { kind: 'black' },
    preprocess: { ...plainPreprocess(side, side), mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
  }
}

export const linearEnding: Ending = { nodes: [createNode('Identity', ['sums'], ['logits'])] }
export const cubicEnding: Ending = {
  nodes: [createNode('Mul', ['sums', 'sums'], ['squares']), createNode('Mul', ['squares', 'sums'], ['logits'])],
}
export const tanhEnding: Ending = { nodes: [createNode('Tanh', ['sums'], ['logits'])] }

/** f64[192, 2]: multiples of 1/64 between -1/4 and 1/4. */
export function someWeights(): readonly number[] {
  const random = createRandom(9)
  return Array.from({ length: 2 * numbers }, () => (Math.floor(random.next() * 33) - 16) / 64)
}

/** Reads the three channels of one pixel of class 0, and nothing else. */
export function onePixel(pixel: number): readonly number[] {
  return Array.from({ length: 2 * numbers }, (_, at) => (at % 2 === 0 && (at / 2) % (side * side) === pixel ? 0.25 : 0))
}

/** Column `of` of weights [192, 2]. */
export function columnOf(weights: readonly number[], of: number): Float64Array {
  return Float64Array.from({ length: numbers }, (_, i) => weights[2 * i + of]!)
}

/** Mean over the channels of f[3, 8, 8]. */
export function channelMeans(values: ArrayLike<number>): Float64Array {
  const pixels = side * side
  return Float64Array.from({ length: pixels }, (_, i) => (values[i]! + values[pixels + i]! + values[2 * pixels + i]!) / 3)
}
