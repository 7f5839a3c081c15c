import { createNode } from '../../../src/graph/node.ts'
import type { OnnxNode, OnnxTensor } from '../../../src/graph/proto.ts'
import { createFloats, createIntegers } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel, writeModel } from '../../../src/graph/write-model.ts'
import type { TinyModel } from '../../../src/testing/index.ts'
import { plainPreprocess } from '../../../src/testing/tiny-models/tiny-model.ts'

const positions = 4

/** Two channels of 2 x 2 positions, rows first. */
export const held = [
  [4, 0, 2, 2],
  [1, -1, 3, -2],
]

/** How the logit of class 0 changes with each of them; that of class 1 changes by the opposite. */
export const slopes = [
  [1, 0, -1, 2],
  [1, 2, 0, -1],
]

/** A network of 2 x 2 pixels with two classes whose layer `layer` holds any channels f[channels][4], with what follows it. */
function modelOfLayer(
  channels: readonly (readonly number[])[],
  nodes: readonly OnnxNode[],
  constants: readonly OnnxTensor[],
): TinyModel {
  // Pixels are red, green, blue and black: a convolution of 1 x 1 gives each of them any value.
  const stem = channels.flatMap((channel) => channel.slice(0, 3).map((value) => value - channel[3]!))
  const model = createModel({
    inputs: [declareValue('input', ['batch', 3, 2, 2])],
    outputs: [declareValue('logits', ['batch', 2])],
    constants: [
      createFloats('stem', [channels.length, 3, 1, 1], stem),
      createFloats(
        'stem_bias',
        [channels.length],
        channels.map((channel) => channel[3]!),
      ),
      createIntegers('flat', [2], [-1, channels.length * positions]),
      createIntegers('pooled', [2], [-1, channels.length]),
      ...constants,
    ],
    nodes: [createNode('Conv', ['input', 'stem', 'stem_bias'], ['layer'], { kernel_shape: [1, 1] }), ...nodes],
  })
  return {
    model: writeModel(model),
    frame: { width: 2, height: 2, rgb: Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0]) },
    labels: Uint16Array.from([0, 1, 2, 3]),
    regions: 4,
    baseline: { kind: 'black' },
    preprocess: plainPreprocess(2, 2),
  }
}

/** Logits are +-(sum of slope times layer + bias): a network that is linear behind its layer, with any derivative at any position. */
export function linearBehind(channels = held, derivative = slopes, bias = 0): TinyModel {
  const weights = derivative.flat().flatMap((slope) => [slope, -slope])
  return modelOfLayer(
    channels,
    [createNode('Reshape', ['layer', 'flat'], ['row']), createNode('Gemm', ['row', 'weights', 'bias'], ['logits'])],
    [createFloats('weights', [channels.length * positions, 2], weights), createFloats('bias', [2], [bias, -bias])],
  )
}

/** Logits are `weights` f[2][channels] times the means of the channels, plus a bias of each class. */
export function pooledBehind(weights: readonly (readonly number[])[], bias: readonly number[], channels = held): TinyModel {
  return modelOfLayer(
    channels,
    [
      createNode('GlobalAveragePool', ['layer'], ['means']),
      createNode('Reshape', ['means', 'pooled'], ['embedding']),
      createNode('Gemm', ['embedding', 'head', 'head_bias'], ['logits'], { transB: 1 }),
    ],
    [createFloats('head', [2, channels.length], weights.flat()), createFloats('head_bias', [2], [...bias])],
  )
}
