import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActivationOptions, type OwnedActivationEvaluator, openActivations } from '../../src/evaluator/open-activations.ts'
import { readAttention } from '../../src/evaluator/read-attention.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import type { SpatialLayer } from '../../src/model/spatial-layer.ts'
import { skipped, skippedTensors, type TinyModel, tokens, tokensTensors } from '../../src/testing/index.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'
import { meansModel } from '../model/means-model.ts'
import { expectClose, logitOf } from './derivatives.ts'

const second: SpatialLayer = { name: 'second', channels: 4, rows: 8, columns: 8, layout: 'channels-first', prefix: 0 }
const targets = [{ class: 0 }, { class: 1, against: 2 }]

describe.each(['onnxruntime-node', 'onnxruntime-web'] as const)('the network behind a layer on %s', (runtime) => {
  describe('that can be gone around', () => {
    const opened = open(skipped(), runtime, second)

    test('is told what the layer holds for the whole frame, and says then what the classifier says', async () => {
      const { activations, classifier, frame } = opened()
      expectClose(activations.activation, skippedTensors(frame).second)
      const { logits, classes } = await activations.evaluate(activations.activation, 1, { classes: true })
      const whole = new Float32Array(3)
      await classifier.session.run({ input: frame }, { logits: whole }, 1)
      expectClose(
        logits,
        targets.map((target) => logitOf(whole, target)),
      )
      expect(classes!.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 6)
    })

    test('keeps what goes around it, whatever the layer holds, in any number of rows', async () => {
      const { activations, frame } = opened()
      const factors = [0, 0.25, 0.5, 1, -1, 2, 3, 0.125, 4, -2, 1.5]
      const held = factors.map((factor) => activations.activation.map((value) => factor * value))
      const { logits } = await activations.evaluate(Float32Array.from(held.flatMap((values) => [...values])), held.length)
      const expected = held.flatMap((values) => targets.map((target) => logitOf(skippedTensors(frame, values).logits, target)))
      expectClose(logits, expected)
    })
  })

  describe('of tokens', () => {
    const opened = open(tokens(), runtime)

    test('keeps the class token', async () => {
      const { activations, frame } = opened()
      expect(activations.layer).toMatchObject({ name: 'tokens_0', layout: 'tokens', prefix: 1 })
      const { logits } = await activations.evaluate(new Float32Array(2 * 16), 2)
      const changed = tokensTensors(frame).tokens.map((value, at) => (at < 4 ? value : 0))
      const expected = targets.map((target) => logitOf(tokensTensors(frame, changed).logits, target))
      expectClose(logits, [...expected, ...expected])
    })

    test('tells what every token attends to', async () => {
      const { classifier, frame } = opened()
      const budget = { limit: 1, spent: 0 }
      const options = { network: await classifier.network(), classifier, frame, budget }
      const { attention, spent } = await readAttention(options)
      expect(attention.map(({ layer }) => layer.name)).toEqual(['attention_0', 'attention_1'])
      attention.forEach(({ values }, block) => {
        expectClose(values, tokensTensors(frame).attention[block]!)
      })
      expect([spent.forwards, budget.spent]).toEqual([1, 1])
      await expect(readAttention(options)).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
    })

    test('reads no attention that the memory bound does not hold, and spends nothing on it', async () => {
      const { classifier, frame } = opened()
      const budget = { limit: 1, spent: 0 }
      const options = { network: await classifier.network(), classifier, frame, budget }
      const bytes = 4 * options.network.attention.reduce((sum, { heads, tokens }) => sum + heads * tokens ** 2, 0)
      const within = (more: number) =>
        readAttention({ ...options, memory: { mebibytes: (bytes + more) / 2 ** 20, evaluators: 1 } })
      await expect(within(-1)).rejects.toMatchObject({ code: 'BUDGET_MEMORY' })
      expect(budget.spent).toBe(0)
      expect((await within(0)).spent.forwards).toBe(1)
    })
  })

  describe('of a model with a fixed batch', () => {
    const planes: SpatialLayer = { name: 'planes', channels: 3, rows: 4, columns: 4, layout: 'channels-first', prefix: 0 }
    const opened = open({ ...tokens(), model: meansModel({ batch: 3 }), preprocess: plainPreprocess(4, 4) }, runtime, planes)

    test('runs in batches of that size', async () => {
      const { activations } = opened()
      const planesOf = (...means: number[]) => means.flatMap((mean) => new Array<number>(16).fill(mean))
      const held = [planesOf(1, 0, 0), planesOf(0, 1, 0), planesOf(0, 0, 1), planesOf(1, 1, 1)]
      const { logits } = await activations.evaluate(Float32Array.from(held.flat()), 4)
      // Rows of the matrix: class 0, and class 1 against class 2.
      expectClose(logits, [1, 3, 0, 0, 2, 0, 3, 3])
    })
  })
})

describe('the account of activations', () => {
  const opened = open(skipped(), 'onnxruntime-node', second)

  test('is one forward for the frame and one for every run of the rest', async () => {
    const { options } = opened()
    const budget = { limit: 4, spent: 0 }
    const activations = await openActivations({ ...options, budget })
    expect(activations.remaining).toBe(3)
    await activations.evaluate(threeOf(activations), 3)
    expect(activations.spent.forwards).toBe(4)
    await expect(activations.evaluate(activations.activation, 1)).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
    activations.release()
  })

  test('stops when it is cancelled', async () => {
    const { options } = opened()
    const controller = new AbortController()
    const activations = await openActivations({ ...options, signal: controller.signal })
    controller.abort()
    await expect(activations.evaluate(activations.activation, 1)).rejects.toMatchObject({ code: 'CANCELLED' })
    activations.release()
  })

  test('keeps to the memory bound with the same bits, and says how much the smallest batch needs', async () => {
    const { options, activations } = opened()
    const narrow = await openActivations({ ...options, memory: { mebibytes: 0.01, evaluators: 1 } })
    expect(await narrow.evaluate(threeOf(narrow), 3)).toEqual(await activations.evaluate(threeOf(activations), 3))
    narrow.release()
    const opening = openActivations({ ...options, memory: { mebibytes: 0.001, evaluators: 1 } })
    await expect(opening).rejects.toMatchObject({ code: 'BUDGET_MEMORY', where: { limit: 1 } })
  })

  test('refuses numbers that are not those of the layer', async () => {
    await expect(opened().activations.evaluate(new Float32Array(7), 1)).rejects.toThrow('1 activations have 256 numbers')
  })
})

interface Opened {
  readonly classifier: Classifier
  readonly frame: Float32Array
  readonly options: ActivationOptions
  readonly activations: OwnedActivationEvaluator
}

/** Opens a model behind a layer, the default one unless told, for the tests of one block. */
function open(tiny: TinyModel, runtime: 'onnxruntime-node' | 'onnxruntime-web', layer?: SpatialLayer): () => Opened {
  let opened: Opened
  let kernels: Kernels
  beforeAll(async () => {
    kernels = createReferenceKernels()
    const classifier = await openModel({ model: tiny.model, preprocess: tiny.preprocess }, { threads: 1, runtime })
    const network = await classifier.network()
    const [, , height, width] = network.facts.get('input')!.dims
    const frame = classifier.normalise(tiny.frame.rgb.subarray(0, 3 * height! * width!))
    const options = { network, classifier, kernels, layer: layer ?? network.layer!, frame, targets }
    opened = { classifier, frame, options, activations: await openActivations(options) }
  })
  afterAll(async () => {
    opened.activations.release()
    kernels.dispose()
    await opened.classifier.dispose()
  })
  return () => opened
}

function threeOf({ activation }: OwnedActivationEvaluator): Float32Array {
  return Float32Array.of(...activation, ...activation.map((value) => value / 2), ...activation.map((value) => -value))
}
