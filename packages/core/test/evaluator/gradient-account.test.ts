import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGradients } from '../../src/evaluator/open-gradients.ts'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import type { Network } from '../../src/model/network.ts'
import { openModel } from '../../src/model/open.node.ts'
import { convReluPoolGemm, logisticPair, type TinyModel } from '../../src/testing/index.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'
import { expectClose } from './derivatives.ts'

let classifier: Classifier
let network: Network
let frame: Float32Array
beforeAll(async () => {
  ;({ classifier, network, frame } = await opened(convReluPoolGemm()))
})
afterAll(() => classifier.dispose())

describe('the account of gradients', () => {
  test('is three forwards for the picture and one and twice the share behind it for a layer', async () => {
    const gradients = openGradients({ network, classifier })
    const layer = gradients.layer()
    expect([gradients.forwardsOf('input'), gradients.forwardsOf(layer)]).toEqual([3, 1])
    await gradients.evaluate(twice(frame), 2, { class: 0 }, 'input')
    await gradients.evaluate(frame, 1, { class: 0 }, layer)
    expect(gradients.spent.forwards).toBe(7)
    expect(gradients.spent.milliseconds.model).toBeGreaterThan(0)
  })

  test('refuses frames that the budget cannot pay for, with nothing spent', async () => {
    const budget = { limit: 5, spent: 0 }
    const gradients = openGradients({ network, classifier, budget })
    await expect(gradients.evaluate(twice(frame), 2, { class: 0 }, 'input')).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
    expect(gradients.remaining).toBe(5)
    await gradients.evaluate(frame, 1, { class: 0 }, 'input')
    expect(gradients.remaining).toBe(2)
  })

  test('tells of every frame as it is done', async () => {
    const told: number[] = []
    const gradients = openGradients({ network, classifier, onBatch: (forwards) => told.push(forwards) })
    await gradients.evaluate(twice(frame), 2, { class: 0 }, 'input')
    expect(told).toEqual([3, 6])
  })

  test('stops between two frames when it is cancelled', async () => {
    const controller = new AbortController()
    const gradients = openGradients({ network, classifier, signal: controller.signal, onBatch: () => controller.abort() })
    await expect(gradients.evaluate(twice(frame), 2, { class: 0 }, 'input')).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(gradients.spent.forwards).toBe(3)
  })
})

describe('gradients', () => {
  test('have the same bits alone, among others, and from callers who do not wait', async () => {
    const gradients = openGradients({ network, classifier })
    const dark = frame.map((value) => value / 2)
    const together = await gradients.evaluate(Float32Array.of(...frame, ...dark), 2, { class: 2 }, 'input')
    const [first, second] = await Promise.all([
      gradients.evaluate(frame, 1, { class: 2 }, 'input'),
      openGradients({ network, classifier }).evaluate(dark, 1, { class: 2 }, 'input'),
    ])
    expect(together.gradient).toEqual(Float32Array.of(...first.gradient, ...second.gradient))
  })

  test('keep their session for the next picture', async () => {
    let opened = 0
    const runtime: Classifier['runtime'] = {
      ...classifier.runtime,
      open: (...given) => {
        opened++
        return classifier.runtime.open(...given)
      },
    }
    const { classifier: other, network: inside } = await openedOn(convReluPoolGemm())
    const counted = { ...other, runtime }
    for (let picture = 0; picture < 3; picture++) {
      await openGradients({ network: inside, classifier: counted }).evaluate(frame, 1, { class: picture }, 'input')
    }
    expect(opened).toBe(1)
    await other.dispose()
  })

  test('are zero where the network does not look, and polynomials where it does', async () => {
    const tiny = logisticPair()
    const { classifier: logistic, network: inside } = await openedOn(tiny)
    const white = new Float32Array(tiny.frame.rgb.length).fill(1)
    const { gradient } = await openGradients({ network: inside, classifier: logistic }).evaluate(white, 1, { class: 0 }, 'input')
    // One pixel x_i of the first plane per region: the derivative of a_i x_i^2 + sum of b_ij x_i x_j at x = 1.
    const effect = (i: number): number => (((7 * i + 3) % 13) - 6) / 4
    const pair = (i: number, j: number): number => (((5 * i + 11 * j + i * j) % 17) - 8) / 12
    const slope = (region: number): number =>
      Array.from({ length: 12 }, (_, other) => other).reduce(
        (sum, other) => sum + (other === region ? 2 * effect(region) : pair(Math.min(region, other), Math.max(region, other))),
        0,
      )
    const expected = new Float64Array(gradient.length)
    for (let region = 0; region < 12; region++) {
      expected[(Math.floor(region / 4) * 4 + 2) * 16 + (region % 4) * 4 + 2] = slope(region)
    }
    expectClose(gradient, expected)
    await logistic.dispose()
  })

  test('of a model that answers probabilities are those of their logarithms', async () => {
    // p = (1 + tanh(mean of all numbers)) / 2, and the rest.
    const { classifier: halves, network: inside } = await openedOn(ofMean(createNode('Tanh', ['mean'], ['bent'])))
    const pixels = new Float32Array(48).fill(0.5)
    const { gradient, logits } = await openGradients({ network: inside, classifier: halves }).evaluate(
      pixels,
      1,
      { class: 0 },
      'input',
    )
    const bent = Math.tanh(0.5)
    expect(logits[0]).toBeCloseTo(Math.log((1 + bent) / 2), 5)
    expectClose(gradient, new Float64Array(48).fill((1 - bent * bent) / (1 + bent) / 48))
    await halves.dispose()
  })

  test('that are infinite are refused, as that of the arc sine at one', async () => {
    const { classifier: arc, network: inside } = await openedOn(ofMean(createNode('Asin', ['mean'], ['bent'])))
    const evaluating = openGradients({ network: inside, classifier: arc }).evaluate(
      new Float32Array(48).fill(1),
      1,
      { class: 0 },
      'input',
    )
    await expect(evaluating).rejects.toMatchObject({ code: 'MODEL_NOT_FINITE' })
    await arc.dispose()
  })

  test('know their layers by name', () => {
    const gradients = openGradients({ network, classifier })
    expect(gradients.layer('map')).toMatchObject({ channels: 4, rows: 8, columns: 8 })
    expect(() => gradients.layer('mop')).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', fix: 'Name one of: map, active.' }),
    )
  })
})

async function openedOn({ model, preprocess }: Pick<TinyModel, 'model' | 'preprocess'>) {
  const classifier = await openModel({ model, preprocess }, { threads: 1 })
  return { classifier, network: await classifier.network() }
}

async function opened(tiny: TinyModel) {
  const { classifier, network } = await openedOn(tiny)
  return { classifier, network, frame: classifier.normalise(tiny.frame.rgb) }
}

function twice(frame: Float32Array): Float32Array {
  return Float32Array.of(...frame, ...frame)
}

/** Two numbers of a 4 x 4 frame that sum to one: half of 1 + `bent`, which a node makes of the mean of all pixels, and the rest. */
function ofMean(bend: ReturnType<typeof createNode>): Pick<TinyModel, 'model' | 'preprocess'> {
  const model = createModel(
    {
      inputs: [declareValue('input', ['batch', 3, 4, 4])],
      outputs: [declareValue('answer', ['batch', 2])],
      constants: [createFloats('half', [1], [0.5]), createFloats('one', [1], [1])],
      nodes: [
        createNode('Flatten', ['input'], ['flat'], { axis: 1 }),
        createNode('ReduceMean', ['flat'], ['mean'], { axes: [1], keepdims: 1 }),
        bend,
        createNode('Mul', ['bent', 'half'], ['halved']),
        createNode('Add', ['halved', 'half'], ['chance']),
        createNode('Sub', ['one', 'chance'], ['rest']),
        createNode('Concat', ['chance', 'rest'], ['answer'], { axis: 1 }),
      ],
    },
    16,
  )
  return { model: writeModel(model), preprocess: plainPreprocess(4, 4) }
}
