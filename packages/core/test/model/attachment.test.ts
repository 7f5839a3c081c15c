import { beforeAll, describe, expect, test } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import type { Attachment } from '../../src/model/attachment.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openClassifier } from '../../src/model/open-classifier.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'

let runtime: Runtime
beforeAll(async () => {
  runtime = await createNativeRuntime(1)
})

const side = 4
/** Mean colour of the frame as embedding f32[B,3], and the frame itself, weighed by class, as a map f32[B,2,4,4]. */
const model = writeModel(
  createModel({
    inputs: [declareValue('input', ['batch', 3, side, side])],
    outputs: [declareValue('embedding', ['batch', 3]), declareValue('map', ['batch', 2, side, side])],
    constants: [createFloats('classes', [2, 3, 1, 1], [1, 0, 0, 0, 1, 0])],
    nodes: [
      createNode('GlobalAveragePool', ['input'], ['mean']),
      createNode('Flatten', ['mean'], ['embedding'], { axis: 1 }),
      createNode('Conv', ['input', 'classes'], ['map']),
    ],
  }),
)

const open = (attach: Attachment, output?: string): Promise<Classifier> =>
  openClassifier({ name: 'm', file: 'm.onnx', model, weights: new Map() }, runtime, {
    preprocess: plainPreprocess(side, side),
    attach,
    ...(output === undefined ? {} : { output }),
  })

async function logitsOf(classifier: Classifier, rgb: Uint8Array): Promise<readonly number[]> {
  const frame = classifier.normalise(rgb)
  const input = new Float32Array([...frame, ...frame])
  const logits = new Float32Array(2 * classifier.info.classes)
  await classifier.session.run({ input }, { logits }, 2)
  await classifier.dispose()
  return [...logits.subarray(0, classifier.info.classes)]
}

const red = Uint8Array.from({ length: 3 * side * side }, (_, i) => (i % 3 === 0 ? 255 : 0))

describe('class vectors', () => {
  const vectors = (values: readonly number[], shape: readonly [number, number], scale?: number): Attachment => ({
    kind: 'centroids',
    shape,
    values: Float32Array.from(values),
    ...(scale === undefined ? {} : { scale }),
  })

  test('are compared with the embedding by the cosine, whatever their length', async () => {
    const classifier = await open(vectors([5, 0, 0, 0, 0.1, 0, 3, 4, 0], [3, 3], 10))
    expect(classifier.info).toMatchObject({ classes: 3, link: 'softmax', featureLength: 3 })
    const logits = await logitsOf(classifier, red)
    expect(logits.map((value) => value.toFixed(4))).toEqual(['10.0000', '0.0000', '6.0000'])
  })

  test('give finite numbers for an embedding of zeros', async () => {
    expect(await logitsOf(await open(vectors([1, 0, 0, 0, 1, 0], [2, 3])), new Uint8Array(3 * side * side))).toEqual([0, 0])
  })

  test.each([
    ['of another length', [1, 0, 0, 1], [2, 2]],
    ['all zeros', [1, 0, 0, 0, 0, 0], [2, 3]],
    ['not finite', [1, 0, 0, Number.NaN, 0, 1], [2, 3]],
    ['of one class', [1, 0, 0], [1, 3]],
    ['fewer than said', [1, 0, 0], [2, 3]],
  ] as const)('%s are refused', async (_, values, shape) => {
    await expect(open(vectors(values, shape))).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
  })
})

describe('a box', () => {
  test('averages the map of each class over the cells in it', async () => {
    // The left half is red; the box covers one red and one black column of the upper half.
    const rgb = Uint8Array.from({ length: 3 * side * side }, (_, i) => (i % 3 === 0 && Math.floor(i / 3) % side < 2 ? 255 : 0))
    const logits = await logitsOf(await open({ kind: 'box', box: { x: 0.25, y: 0, width: 0.5, height: 0.5 } }), rgb)
    expect(logits.map((value) => value.toFixed(6))).toEqual(['0.500000', '0.000000'])
  })

  test('outside the frame is refused', async () => {
    const box = { x: 0.5, y: 0, width: 0.75, height: 1 }
    await expect(open({ kind: 'box', box })).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
  })

  test('finds no map in an output that has none', async () => {
    const box = { x: 0, y: 0, width: 1, height: 1 }
    await expect(open({ kind: 'box', box }, 'embedding')).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: 'embedding' },
    })
  })
})
