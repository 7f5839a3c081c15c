import { createNode } from '../../graph/node.ts'
import { createFloats, createIntegers } from '../../graph/tensor.ts'
import { declareValue } from '../../graph/value.ts'
import { createModel, writeModel } from '../../graph/write-model.ts'
import { createRandom } from '../../random/random.ts'
import { plainPreprocess, type TinyModel } from './tiny-model.ts'

const side = 8
const channels = 4
const classes = 3

/**
 * A smooth network whose second layer can be gone around: Conv 1x1 and Tanh give `first`, Conv 3x3 and Tanh of it `second`; their sum is pooled, laid
 * out in as many rows as `first` has, and read by a Gemm. 8 x 8 pixels, 3 classes, 2 x 2 regions.
 */
export function skipped(): TinyModel {
  const { stem, body, head } = skippedWeights()
  const model = createModel(
    {
      inputs: [declareValue('input', ['batch', 3, side, side])],
      outputs: [declareValue('logits', ['batch', classes])],
      constants: [
        createFloats('stem', [channels, 3, 1, 1], stem),
        createFloats('body', [channels, channels, 3, 3], body),
        createFloats('head', [channels, classes], head),
        createIntegers('zero', [1], [0]),
        createIntegers('rest', [1], [-1]),
      ],
      nodes: [
        createNode('Conv', ['input', 'stem'], ['stem_map']),
        createNode('Tanh', ['stem_map'], ['first']),
        createNode('Conv', ['first', 'body'], ['body_map'], { pads: [1, 1, 1, 1] }),
        createNode('Tanh', ['body_map'], ['second']),
        createNode('Add', ['second', 'first'], ['sum']),
        createNode('GlobalAveragePool', ['sum'], ['pool']),
        createNode('Shape', ['first'], ['sizes']),
        createNode('Gather', ['sizes', 'zero'], ['rows'], { axis: 0 }),
        createNode('Concat', ['rows', 'rest'], ['laid_out'], { axis: 0 }),
        createNode('Reshape', ['pool', 'laid_out'], ['embedding']),
        createNode('MatMul', ['embedding', 'head'], ['logits']),
      ],
    },
    16,
  )
  return {
    model: writeModel(model),
    frame: { width: side, height: side, rgb: Uint8Array.from({ length: 3 * side * side }, (_, i) => (i * 41 + 7) % 256) },
    labels: Uint16Array.from({ length: side * side }, (_, i) => 2 * Math.floor(i / side / 4) + Math.floor((i % side) / 4)),
    regions: 4,
    baseline: { kind: 'black' },
    preprocess: plainPreprocess(side, side),
  }
}

/** The tensors of `skipped` for one normalised frame f32[3, 8, 8], in float64 and by the definitions. `changed` stands in for `second`. */
export function skippedTensors(
  input: ArrayLike<number>,
  changed?: ArrayLike<number>,
): Readonly<Record<'first' | 'second' | 'logits', Float64Array>> {
  const { stem, body, head } = skippedWeights()
  const pixels = side * side
  const first = Float64Array.from({ length: channels * pixels }, (_, at) => {
    const [channel, pixel] = [Math.floor(at / pixels), at % pixels]
    return Math.tanh([0, 1, 2].reduce((sum, plane) => sum + stem[channel * 3 + plane]! * input[plane * pixels + pixel]!, 0))
  })
  const computed = Float64Array.from({ length: channels * pixels }, (_, at) => {
    const [channel, y, x] = [Math.floor(at / pixels), Math.floor((at % pixels) / side), at % side]
    let sum = 0
    for (let plane = 0; plane < channels; plane++) {
      for (let i = 0; i < 9; i++) {
        const [row, column] = [y + Math.floor(i / 3) - 1, x + (i % 3) - 1]
        if (row < 0 || row >= side || column < 0 || column >= side) continue
        sum += first[plane * pixels + row * side + column]! * body[(channel * channels + plane) * 9 + i]!
      }
    }
    return Math.tanh(sum)
  })
  const second = changed === undefined ? computed : Float64Array.from(changed)
  const embedding = Array.from({ length: channels }, (_, channel) => {
    let sum = 0
    for (let at = channel * pixels; at < (channel + 1) * pixels; at++) sum += first[at]! + second[at]!
    return sum / pixels
  })
  const logits = Float64Array.from({ length: classes }, (_, k) =>
    embedding.reduce((sum, value, channel) => sum + value * head[channel * classes + k]!, 0),
  )
  return { first, second, logits }
}

/** f32[classes, channels]: how much each class makes of the mean of a channel. */
export function skippedHead(): readonly number[] {
  const { head } = skippedWeights()
  return Array.from({ length: classes * channels }, (_, at) => head[(at % channels) * classes + Math.floor(at / channels)]!)
}

/** Multiples of 1/64 between -1 and 1: exact in float32. */
function skippedWeights() {
  const random = createRandom(2)
  const draw = (count: number): readonly number[] =>
    Array.from({ length: count }, () => (Math.floor(random.next() * 129) - 64) / 64)
  return { stem: draw(channels * 3), body: draw(channels * channels * 9), head: draw(channels * classes) }
}
