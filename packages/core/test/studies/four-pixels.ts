import type { Sample } from '../../src/datasets/dataset.ts'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import type { Preprocess } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'

/** A level of 8 bits is 20 times the number it stands for, and 100 stands for 0. */
const preprocess: Preprocess = {
  ...{ resize: 'exact', size: [2, 2], crop: null, resample: 'nearest', channels: 'rgb' },
  ...{ scale: 1 / 20, mean: [5, 5, 5], std: [1, 1, 1] },
}

/** Hidden pixels become 0. */
export const zero = 'colour:100,100,100'

/** The linear model of four pixels and two classes: logits = W x + b, of one channel. */
export async function openFourPixels() {
  const weights = [
    [1, -1, 0.5, 0.2],
    [-0.5, 0.3, 0.4, 0.8],
  ].flatMap((row) => [...row, ...Array(8).fill(0)])
  const model = createModel({
    inputs: [declareValue('input', ['batch', 3, 2, 2])],
    outputs: [declareValue('logits', ['batch', 2])],
    constants: [createFloats('weights', [2, 12], weights), createFloats('bias', [2], [0, 0.15])],
    nodes: [
      createNode('Flatten', ['input'], ['flat'], { axis: 1 }),
      createNode('Gemm', ['flat', 'weights', 'bias'], ['logits'], { transB: 1 }),
    ],
  })
  return await openModel({ model: writeModel(model), preprocess, labels: ['a', 'b'] }, { threads: 1 })
}

/** Three pictures, their classes, and a map of each. */
export const fourPixels = [
  { numbers: [2, -1, 0.5, 1], class: 0, map: [0.9, -0.2, 0.4, 0.1] },
  { numbers: [-1, 0.5, 1, 1.5], class: 1, map: [0.3, 0.05, -0.1, 0.8] },
  { numbers: [1, 0.3, -0.4, -0.35], class: 0, map: [0.7, -0.6, 0.2, -0.4] },
].map(({ numbers, class: index, map }, place) => {
  const rgb = Uint8Array.from(numbers.flatMap((number) => Array(3).fill(Math.round(20 * number + 100))))
  const picture = { name: `${place}`, width: 2, height: 2, rgb, sha256: { file: '', pixels: '' }, warnings: [] }
  const sample: Sample = { id: picture.name, class: index, open: async () => picture }
  return { sample, map: Float32Array.from(map) }
})
