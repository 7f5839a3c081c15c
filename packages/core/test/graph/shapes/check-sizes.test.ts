import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkSizes } from '../../../src/graph/shapes/check-sizes.ts'
import { inferFacts } from '../../../src/graph/shapes/infer-facts.ts'
import { createIntegers } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel, writeModel } from '../../../src/graph/write-model.ts'
import { openClassifier } from '../../../src/model/open-classifier.ts'
import { createNativeRuntime } from '../../../src/model/runtime.node.ts'

/** A file of a few hundred bytes whose tensor `vast` has `side` x `side` numbers per channel of a picture. */
function vastModel(side: number) {
  return createModel({
    inputs: [declareValue('x', ['batch', 3, 8, 8])],
    outputs: [declareValue('y', ['batch', 3])],
    constants: [createIntegers('shape', [4], [1, 1, side, side])],
    nodes: [
      createNode('GlobalAveragePool', ['x'], ['mean']),
      createNode('Expand', ['mean', 'shape'], ['vast']),
      createNode('ReduceMean', ['vast'], ['y'], { axes: [2, 3], keepdims: 0 }),
    ],
  })
}

const factsFor = (side: number) => inferFacts(vastModel(side), new Map([['x', [1, 3, 8, 8]]]), new Map()).facts

describe('checkSizes', () => {
  test('lets 4 GiB pass and names a tensor above', () => {
    expect(() => checkSizes(factsFor(18_918), 'a.onnx')).not.toThrow()
    expect(() => checkSizes(factsFor(18_919), 'a.onnx')).toThrow(
      expect.objectContaining({
        code: 'MODEL_TOO_LARGE',
        message: expect.stringContaining('"vast" of a.onnx would have the sizes 1 x 3 x 18919 x 18919'),
        where: { file: 'a.onnx', value: 'vast', limit: 2 ** 32 },
      }),
    )
  })

  test('counts beyond every whole number', () => {
    expect(() => checkSizes(factsFor(2 ** 62), 'a.onnx')).toThrow(expect.objectContaining({ code: 'MODEL_TOO_LARGE' }))
  })

  test('a classifier with such a tensor is refused before it runs', async () => {
    const files = { file: 'a.onnx', name: 'a', model: writeModel(vastModel(2 ** 20)), weights: new Map() }
    const opening = openClassifier(files, await createNativeRuntime(1), { preprocess: 'imagenet' })
    await expect(opening).rejects.toMatchObject({ code: 'MODEL_TOO_LARGE', where: { value: 'vast' } })
  })
})
