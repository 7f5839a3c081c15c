import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GradientEvaluator } from '../../src/evaluator/gradient-evaluator.ts'
import type { Target } from '../../src/evaluator/mask-evaluator.ts'
import { openGradients } from '../../src/evaluator/open-gradients.ts'
import { elementTypes } from '../../src/graph/proto.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import type { ModelParts } from '../../src/model/model-parts.ts'
import type { Network } from '../../src/model/network.ts'
import { openModel } from '../../src/model/open.node.ts'
import type { SpatialLayer } from '../../src/model/spatial-layer.ts'
import { createRandom } from '../../src/random/random.ts'
import {
  convReluPoolGemm,
  convReluPoolGemmLogits,
  skipped,
  skippedHead,
  skippedTensors,
  type TinyModel,
  tokens,
  tokensTensors,
} from '../../src/testing/index.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'
import { meansModel } from '../model/means-model.ts'
import { convolutionByHand, differences, expectClose, logitOf } from './derivatives.ts'

describe.each(['onnxruntime-node', 'onnxruntime-web'] as const)('gradients on %s', (runtime) => {
  const open = opener(runtime)

  describe('of a network of one convolution, by hand', () => {
    const opened = open(convReluPoolGemm())

    test.each<Target>([{ class: 0 }, { class: 2 }, { class: 1, against: 2 }])('by the picture, for %j', async (target) => {
      const { frame, gradients } = opened()
      const { gradient, logits } = await gradients.evaluate(frame, 1, target, 'input')
      expectClose(gradient, convolutionByHand(frame, target).byInput)
      expect(logits[0]).toBeCloseTo(logitOf(convReluPoolGemmLogits(frame), target), 5)
    })

    test('by its layer, with the layer itself', async () => {
      const { frame, gradients } = opened()
      const layer = gradients.layer()
      const { gradient, activation } = await gradients.evaluate(frame, 1, { class: 1 }, layer)
      const expected = convolutionByHand(frame, { class: 1 })
      expectClose(gradient, expected.byActive)
      expectClose(activation, expected.active)
      expectClose(gradCam(layer, gradient, activation), gradCam(layer, expected.byActive, expected.active))
    })

    test.each(['guided', 'deconvolution'] as const)('as %s backpropagation', async (rule) => {
      const { frame, gradients } = opened()
      const { gradient } = await gradients.evaluate(frame, 1, { class: 2 }, 'input', rule)
      expectClose(gradient, convolutionByHand(frame, { class: 2 }, rule).byInput)
    })

    test('is linear in what is asked: one class against another is the difference of both', async () => {
      const { frame, gradients } = opened()
      const of = async (target: Target) => (await gradients.evaluate(frame, 1, target, 'input')).gradient
      const [first, second, both] = [await of({ class: 0 }), await of({ class: 1 }), await of({ class: 0, against: 1 })]
      expectClose(
        both,
        first.map((value, i) => value - second[i]!),
      )
    })
  })

  describe('of a smooth network with a layer that can be gone around', () => {
    const opened = open(skipped())
    const second: SpatialLayer = { name: 'second', channels: 4, rows: 8, columns: 8, layout: 'channels-first', prefix: 0 }

    test('by the picture, as central differences in float64 have it', async () => {
      const { frame, gradients } = opened()
      const { gradient } = await gradients.evaluate(frame, 1, { class: 0 }, 'input')
      expectClose(
        somePixels.map((pixel) => gradient[pixel]!),
        differences((at) => skippedTensors(at).logits[0]!, frame, somePixels),
      )
    })

    test('by the layer alone, and not by what goes around it', async () => {
      const { frame, gradients } = opened()
      const { gradient, activation } = await gradients.evaluate(frame, 1, { class: 1 }, second)
      expectClose(
        gradient,
        Float64Array.from(gradient, (_, i) => skippedHead()[4 + Math.floor(i / 64)]! / 64),
      )
      expectClose(activation, skippedTensors(frame).second)
    })
  })

  describe('of a network of tokens', () => {
    const opened = open(tokens())

    test('by the picture, as central differences in float64 have it', async () => {
      const { frame, gradients } = opened()
      const { gradient, logits } = await gradients.evaluate(frame, 1, { class: 0 }, 'input')
      expect(logits[0]).toBeCloseTo(tokensTensors(frame).logits[0]!, 5)
      expectClose(
        somePixels.map((pixel) => gradient[pixel]!),
        differences((at) => tokensTensors(at).logits[0]!, frame, somePixels),
      )
    })

    test('by the tokens that are still attended to, without the class token', async () => {
      const { frame, gradients } = opened()
      const layer = gradients.layer()
      expect(layer).toMatchObject({ name: 'tokens_0', layout: 'tokens', prefix: 1, rows: 2, columns: 2, channels: 4 })
      const { gradient, activation } = await gradients.evaluate(frame, 1, { class: 2, against: 0 }, layer)
      const { tokens: middle } = tokensTensors(frame)
      const whole = differences((at) => logitOf(tokensTensors(frame, at).logits, { class: 2, against: 0 }), middle, [
        ...middle.keys(),
      ])
      expectClose(gradient, channelsFirst(whole))
      expectClose(activation, channelsFirst(middle))
    })
  })

  describe('of a network of bytes, channels last', () => {
    const opened = open({ model: meansModel({ layout: 'nhwc', elementType: elementTypes.uint8 }), preprocess: plainBytes })

    test('pass through the rounding of its pixels', async () => {
      const { frame, gradients } = opened()
      const { gradient } = await gradients.evaluate(frame, 1, { class: 0 }, 'input')
      expectClose(gradient, meansGradient([1, 0, 2]))
    })
  })

  describe('of a network with a fixed batch', () => {
    const opened = open({ model: meansModel({ batch: 3 }), preprocess: plainBytes })

    test.each([1, 3, 4])('of %d frames', async (count) => {
      const { frame, gradients } = opened()
      const frames = Float32Array.from({ length: count * frame.length }, (_, i) => frame[i % frame.length]! + i)
      const before = gradients.spent.forwards
      const { gradient, logits } = await gradients.evaluate(frames, count, { class: 1 }, 'input')
      expectClose(gradient, Array.from({ length: count }, () => meansGradient([2, 1, 0])).flat())
      const logit = (start: number): number => {
        const mean = (plane: number): number =>
          frames.subarray(start + 16 * plane, start + 16 * (plane + 1)).reduce((a, b) => a + b) / 16
        return 2 * mean(0) + mean(1)
      }
      expectClose(
        logits,
        Array.from({ length: count }, (_, i) => logit(48 * i)),
      )
      expect(gradients.spent.forwards - before).toBe(3 * count)
    })
  })
})

/** Of the 192 numbers of a small frame: some of every plane, row and column. */
const somePixels = Array.from({ length: 12 }, (_, i) => 17 * i)

const plainBytes = { ...plainPreprocess(4, 4), scale: 1 }

/** A matrix column of the means model, spread over the 16 pixels of each plane. */
function meansGradient(column: readonly number[]): readonly number[] {
  return column.flatMap((value) => new Array<number>(16).fill(value / 16))
}

/** ReLU of the channels' sum, each weighted with the mean of its gradient. */
function gradCam(
  { channels, rows, columns }: SpatialLayer,
  gradient: ArrayLike<number>,
  activation: ArrayLike<number>,
): number[] {
  const positions = rows * columns
  const weights = Array.from({ length: channels }, (_, channel) => {
    let sum = 0
    for (let at = channel * positions; at < (channel + 1) * positions; at++) sum += gradient[at]!
    return sum / positions
  })
  return Array.from({ length: positions }, (_, position) =>
    Math.max(
      0,
      weights.reduce((sum, weight, channel) => sum + weight * activation[channel * positions + position]!, 0),
    ),
  )
}

/** Of f64[5, 4] tokens, those of the grid as [4, 2, 2]. */
function channelsFirst(rows: Float64Array): Float64Array {
  return Float64Array.from({ length: 16 }, (_, at) => rows[(1 + (at % 4)) * 4 + Math.floor(at / 4)]!)
}

interface Opened {
  readonly classifier: Classifier
  readonly network: Network
  readonly gradients: GradientEvaluator
  /** A normalised frame of noise. */
  readonly frame: Float32Array
}

/** Opens a model for the tests of one block. */
function opener(runtime: 'onnxruntime-node' | 'onnxruntime-web') {
  return (parts: Pick<TinyModel, 'model' | 'preprocess'>): (() => Opened) => {
    let opened: Opened
    beforeAll(async () => {
      const source: ModelParts = { model: parts.model, preprocess: parts.preprocess }
      const classifier = await openModel(source, { threads: 1, runtime })
      const network = await classifier.network()
      const random = createRandom(5)
      const [, , height, width] = network.facts.get('input')!.dims
      const rgb = Uint8Array.from({ length: 3 * height! * width! }, () => random.next() * 256)
      const frame = classifier.normalise(rgb)
      opened = { classifier, network, gradients: openGradients({ network, classifier }), frame }
    })
    afterAll(() => opened.classifier.dispose())
    return () => opened
  }
}
