import { product } from '../graph/broadcast.ts'
import { createNode } from '../graph/node.ts'
import { graphOf, type OnnxNode, withGraph } from '../graph/proto.ts'
import { createFloats } from '../graph/tensor.ts'
import { declareValue } from '../graph/value.ts'
import { createModel, writeModel } from '../graph/write-model.ts'
import { deriveSeed } from '../random/derive-seed.ts'
import { fillNormal } from '../random/normal-noise.ts'
import { trainingOpset } from './linear-head.ts'
import type { Trainable } from './trainable.ts'
import type { Weights } from './training-step.ts'

/** A small convolutional network: 3 x 3 convolutions with stride 2 and Relu, a global average and a dense layer. */
export interface SmallNetwork {
  /** Pixels of the square frame. */
  readonly side: number
  /** Channels of each convolution. */
  readonly channels: readonly number[]
  readonly classes: number
}

/** The network with its weights as inputs, for batches of that many rows. */
export function trainableNetwork(network: SmallNetwork, batch: number): Trainable {
  const { side, classes } = network
  const weights = sizesOf(network)
  const inputs = [
    declareValue('input', [batch, 3, side, side]),
    ...Array.from(weights, ([name, dims]) => declareValue(name, dims)),
  ]
  const outputs = [declareValue('logits', [batch, classes])]
  const model = createModel({ inputs, outputs, constants: [], nodes: nodesOf(network) }, trainingOpset)
  return { model, row: [3, side, side], weights, classes }
}

/** The bytes of an ONNX file of the network with its weights inside, for any number of rows. */
export function writeNetwork(network: SmallNetwork, weights: Weights): Uint8Array {
  const { model, weights: sizes } = trainableNetwork(network, 1)
  const { side, classes } = network
  return writeModel(
    withGraph(model, {
      input: [declareValue('input', ['batch', 3, side, side])],
      output: [declareValue('logits', ['batch', classes])],
      node: graphOf(model).node,
      initializer: Array.from(sizes, ([name, dims]) => createFloats(name, dims, weights.get(name)!)),
    }),
  )
}

/** Weights to begin with, biases 0: K. He et al., Delving Deep into Rectifiers, 2015. */
export function drawWeights(network: SmallNetwork, seed: number): Weights {
  return new Map(
    Array.from(sizesOf(network), ([name, dims]) => {
      const values = new Float32Array(product(dims))
      if (dims.length > 1) fillNormal(deriveSeed(seed, name), Math.sqrt(2 / product(dims.slice(1))), values)
      return [name, values] as const
    }),
  )
}

function sizesOf({ channels, classes }: SmallNetwork): ReadonlyMap<string, readonly number[]> {
  return new Map<string, readonly number[]>([
    ...channels.flatMap((count, layer): [string, readonly number[]][] => [
      [`convolution_${layer}`, [count, channels[layer - 1] ?? 3, 3, 3]],
      [`convolution_bias_${layer}`, [count]],
    ]),
    ['dense', [classes, channels.at(-1)!]],
    ['dense_bias', [classes]],
  ])
}

function nodesOf({ channels }: SmallNetwork): readonly OnnxNode[] {
  const layers = channels.flatMap((_, layer) => [
    createNode(
      'Conv',
      [layer === 0 ? 'input' : `active_${layer - 1}`, `convolution_${layer}`, `convolution_bias_${layer}`],
      [`map_${layer}`],
      { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [2, 2] },
    ),
    createNode('Relu', [`map_${layer}`], [`active_${layer}`]),
  ])
  return [
    ...layers,
    createNode('GlobalAveragePool', [`active_${channels.length - 1}`], ['pool']),
    createNode('Flatten', ['pool'], ['embedding'], { axis: 1 }),
    createNode('Gemm', ['embedding', 'dense', 'dense_bias'], ['logits'], { transB: 1 }),
  ]
}
