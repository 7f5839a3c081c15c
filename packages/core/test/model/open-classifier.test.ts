import { beforeAll, describe, expect, test } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes } from '../../src/graph/proto.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { type ClassifierOptions, openClassifier } from '../../src/model/open-classifier.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import {
  brokenSide,
  withForeignOperators,
  withNanLogits,
  withOneClass,
  withoutGraph,
  withTwoOutputs,
} from '../../src/testing/tiny-models/broken.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'
import { meansModel, side } from './means-model.ts'

let runtime: Runtime
beforeAll(async () => {
  runtime = await createNativeRuntime(1)
})

const open = (
  model: Uint8Array,
  options: ClassifierOptions = {},
  files: { readonly config?: unknown; readonly telltale?: unknown } = {},
) =>
  openClassifier({ name: 'm', file: 'm.onnx', model, weights: new Map(), ...files }, runtime, {
    preprocess: { ...plainPreprocess(side, side), scale: 1 },
    ...options,
  })

const picture = Uint8Array.from({ length: 3 * side * side }, (_, i) => [200, 40, 90][i % 3]! + (i % 5))

/** Scores [N, 4] as [N, 4, 1, 1]. */
const asMaps = [createNode('Unsqueeze', ['scores', 'last_axes'], ['answer'])]

/** Logits of the test picture, twice in a batch of two. */
async function logitsOf(classifier: Classifier): Promise<readonly number[]> {
  const batch = classifier.batches.includes(2) ? 2 : classifier.batches[0]!
  const frame = classifier.normalise(picture)
  const input = new Float32Array(batch * frame.length)
  for (let row = 0; row < batch; row++) input.set(frame, row * frame.length)
  const logits = new Float32Array(batch * classifier.info.classes)
  await classifier.session.run({ input }, { logits }, batch)
  return [...logits.subarray(0, classifier.info.classes)]
}

describe('openClassifier', () => {
  test('reads logits, their name, and the embedding before them', async () => {
    const classifier = await open(meansModel())
    expect(classifier.info).toMatchObject({
      classes: 4,
      output: 'answer',
      link: 'softmax',
      features: 'means',
      featureLength: 3,
      opset: 13,
    })
    const means = [0, 1, 2].map((channel) => [...picture].filter((_, i) => i % 3 === channel).reduce((a, b) => a + b) / 16)
    const [red, green, blue] = means as [number, number, number]
    const expected = [red + 2 * blue, 2 * red + green, green - red, blue - 2 * green]
    expect((await logitsOf(classifier)).map((value, i) => value - expected[i]!).every((error) => Math.abs(error) < 1e-3)).toBe(
      true,
    )
  })

  test.each([
    ['channels last', meansModel({ layout: 'nhwc' })],
    ['bytes', meansModel({ elementType: elementTypes.uint8 })],
    ['channels last in float64', meansModel({ layout: 'nhwc', elementType: elementTypes.float64 })],
    ['an output of four axes', meansModel({ ending: asMaps, outputShape: ['N', 4, 1, 1] })],
    ['an output without a declared size', meansModel({ outputShape: ['a', 'b'] })],
    ['a batch of its own', meansModel({ batch: 3 })],
    ['a Softmax at the end', meansModel({ ending: [createNode('Softmax', ['scores'], ['answer'], { axis: 1 })] })],
  ])('gives the same logits for a model with %s', async (_, model) => {
    expect(await logitsOf(await open(model))).toEqual(await logitsOf(await open(meansModel())))
  })

  test('takes logarithms of probabilities where there is no Softmax to look behind', async () => {
    const ending = [
      createNode('Exp', ['scores'], ['powers']),
      createNode('ReduceL1', ['powers'], ['sum'], { axes: [1] }),
      createNode('Div', ['powers', 'sum'], ['answer']),
    ]
    const small = { ...plainPreprocess(side, side), scale: 1 / 255 }
    const classifier = await open(meansModel({ ending }), { preprocess: small })
    const plain = await logitsOf(await open(meansModel(), { preprocess: small }))
    const logits = await logitsOf(classifier)
    expect(classifier.info.link).toBe('softmax')
    logits.forEach((value, i) => {
      expect(value - logits[0]!).toBeCloseTo(plain[i]! - plain[0]!, 5)
    })
  })

  test('reads what goes into a Sigmoid, and links by one', async () => {
    const classifier = await open(meansModel({ ending: [createNode('Sigmoid', ['scores'], ['answer'])] }))
    expect(classifier.info).toMatchObject({ link: 'sigmoid', output: 'scores' })
  })

  test('links by a sigmoid when the hub says that several classes may be true', async () => {
    const classifier = await open(meansModel(), {}, { config: { problem_type: 'multi_label_classification' } })
    expect(classifier.info).toMatchObject({ link: 'sigmoid', output: 'answer' })
  })

  test('uses no batch but the one a model is fixed to', async () => {
    expect((await open(meansModel({ batch: 3 }))).batches).toEqual([3])
  })

  test('takes class names from the option before those of the files', async () => {
    const config = { id2label: { 0: 'a', 1: 'b', 2: 'c', 3: 'd' } }
    expect((await open(meansModel(), {}, { config })).info.labels).toEqual(['a', 'b', 'c', 'd'])
    expect((await open(meansModel(), { labels: ['w', 'x', 'y', 'z'] }, { config })).info.labels).toEqual(['w', 'x', 'y', 'z'])
  })

  test('keeps what was guessed as warnings', async () => {
    const classifier = await openClassifier({ name: 'm', file: 'm.onnx', model: meansModel(), weights: new Map() }, runtime)
    expect(classifier.info.warnings.map(({ code }) => code)).toEqual(['MODEL_PREPROCESSING_ASSUMED', 'MODEL_LABELS_MISSING'])
  })

  test('reads the output it is told to', async () => {
    const preprocess = plainPreprocess(brokenSide, brokenSide)
    expect((await open(withTwoOutputs(), { preprocess, output: 'colour' })).info).toMatchObject({ output: 'colour', classes: 5 })
  })

  describe('features', () => {
    test('are the tensor asked for: a vector, or the mean of a map', async () => {
      expect((await open(meansModel(), { features: 'scores' })).info).toMatchObject({ features: 'scores', featureLength: 4 })
      expect((await open(meansModel(), { features: 'pool' })).info).toMatchObject({ features: 'pool', featureLength: 3 })
    })

    test('are left out on request', async () => {
      expect((await open(meansModel(), { features: 'none' })).info).toMatchObject({ features: null, featureLength: 0 })
    })

    test('must be computed by the model; the error lists what is', async () => {
      await expect(open(meansModel(), { features: 'matrix' })).rejects.toMatchObject({
        code: 'USAGE_PARAMETER',
        message: 'm.onnx computes no tensor "matrix".',
        fix: 'Choose one of: means [2, 3], scores [2, 4], pool [2, 3, 1, 1]; or none.',
        where: { file: 'm.onnx', value: 'matrix' },
      })
    })

    test('must be a vector or a map per picture', async () => {
      const ending = [
        createNode('Identity', ['scores'], ['answer']),
        createNode('ReduceSum', ['scores'], ['total'], { keepdims: 0 }),
      ]
      await expect(open(meansModel({ ending }), { features: 'total' })).rejects.toThrow(
        'The tensor "total" of m.onnx has the shape [], which is no vector or map per picture.',
      )
    })
  })

  test.each([
    ['MODEL_UNREADABLE', 'no graph', withoutGraph()],
    ['MODEL_NOT_FINITE', 'NaN logits', withNanLogits()],
    ['MODEL_NOT_A_CLASSIFIER', 'one class', withOneClass()],
    ['MODEL_OUTPUT_AMBIGUOUS', 'two outputs', withTwoOutputs()],
    ['MODEL_UNSUPPORTED_OPERATOR', 'foreign operators', withForeignOperators()],
  ])('throws %s for a model with %s', async (code, _, model) => {
    await expect(open(model, { preprocess: plainPreprocess(brokenSide, brokenSide) })).rejects.toMatchObject({ code })
  })

  test('throws MODEL_NOT_A_CLASSIFIER for a model that answers with whole numbers only', async () => {
    const ending = [createNode('ArgMax', ['scores'], ['answer'], { axis: 1 })]
    const model = meansModel({ ending, outputShape: ['N', 1], outputType: elementTypes.int64 })
    await expect(open(model)).rejects.toMatchObject({
      code: 'MODEL_NOT_A_CLASSIFIER',
      message: expect.stringMatching(/none of floats/),
    })
  })

  test('opens a model whose tensor bears a name that a trace would take', async () => {
    const ending = [
      createNode('Relu', ['scores'], ['telltale_trace_0']),
      createNode('Identity', ['telltale_trace_0'], ['answer']),
    ]
    expect((await open(meansModel({ ending }))).info.classes).toBe(4)
  })

  test('lists the outputs to choose from', async () => {
    await expect(open(withTwoOutputs(), { preprocess: plainPreprocess(brokenSide, brokenSide) })).rejects.toThrow(
      'm.onnx has 2 outputs that may hold class scores: kind [2, 4], colour [2, 5].',
    )
  })
})
