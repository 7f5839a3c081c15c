import { createNode } from '../../graph/node.ts'
import { createFloats } from '../../graph/tensor.ts'
import { declareValue } from '../../graph/value.ts'
import { createModel, writeModel } from '../../graph/write-model.ts'
import { createRandom } from '../../random/random.ts'
import { plainPreprocess, type TinyModel } from './tiny-model.ts'

const side = 8
const channels = 4
const classes = 3
const kernel = 3

/** The smallest convolutional network: Conv 3x3, Relu, global average pool, Gemm; 8 x 8 pixels, 3 classes, 2 x 2 regions. */
export function convReluPoolGemm(): TinyModel {
  const { convolution, convolutionBias, head, headBias } = weights()
  const model = createModel({
    inputs: [declareValue('input', ['batch', 3, side, side])],
    outputs: [declareValue('logits', ['batch', classes])],
    constants: [
      createFloats('convolution', [channels, 3, kernel, kernel], convolution),
      createFloats('convolution_bias', [channels], convolutionBias),
      createFloats('head', [classes, channels], head),
      createFloats('head_bias', [classes], headBias),
    ],
    nodes: [
      createNode('Conv', ['input', 'convolution', 'convolution_bias'], ['map'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
      createNode('Relu', ['map'], ['active']),
      createNode('GlobalAveragePool', ['active'], ['pool']),
      createNode('Flatten', ['pool'], ['embedding'], { axis: 1 }),
      createNode('Gemm', ['embedding', 'head', 'head_bias'], ['logits'], { transB: 1 }),
    ],
  })
  return {
    model: writeModel(model),
    frame: { width: side, height: side, rgb: Uint8Array.from({ length: 3 * side * side }, (_, i) => (i * 37 + 11) % 256) },
    labels: Uint16Array.from({ length: side * side }, (_, i) => 2 * Math.floor(i / side / 4) + Math.floor((i % side) / 4)),
    regions: 4,
    baseline: { kind: 'black' },
    preprocess: plainPreprocess(side, side),
  }
}

/** The logits of `convReluPoolGemm` for one normalised frame f32[3, 8, 8], in float64 and by the definitions. */
export function convReluPoolGemmLogits(input: ArrayLike<number>): Float64Array {
  const { convolution, convolutionBias, head, headBias } = weights()
  const pooled = Array.from({ length: channels }, (_, channel) => {
    let total = 0
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++)
        total += Math.max(0, convolutionBias[channel]! + convolveAt(input, convolution, channel, y, x))
    }
    return total / (side * side)
  })
  return Float64Array.from({ length: classes }, (_, row) =>
    pooled.reduce((sum, value, channel) => sum + value * head[row * channels + channel]!, headBias[row]!),
  )
}

function convolveAt(input: ArrayLike<number>, convolution: readonly number[], channel: number, y: number, x: number): number {
  let sum = 0
  for (let plane = 0; plane < 3; plane++) {
    for (let i = 0; i < kernel; i++) {
      for (let j = 0; j < kernel; j++) {
        const [row, column] = [y + i - 1, x + j - 1]
        if (row < 0 || row >= side || column < 0 || column >= side) continue
        sum += input[(plane * side + row) * side + column]! * convolution[((channel * 3 + plane) * kernel + i) * kernel + j]!
      }
    }
  }
  return sum
}

/** Multiples of 1/64 between -1 and 1: exact in float32. */
function weights() {
  const random = createRandom(1)
  const draw = (count: number): readonly number[] =>
    Array.from({ length: count }, () => (Math.floor(random.next() * 129) - 64) / 64)
  return {
    convolution: draw(channels * 3 * kernel * kernel),
    convolutionBias: draw(channels),
    head: draw(classes * channels),
    headBias: draw(classes),
  }
}
