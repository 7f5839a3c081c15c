import { expect, test } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import { describeNetwork } from '../../src/methods/describe-network.ts'
import { openModel } from '../../src/model/open.node.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'

/** Takes the picture apart into a list of its channels and together again, in front of a network of one convolution. */
function listingModel(): Uint8Array {
  const model = createModel(
    {
      inputs: [declareValue('input', ['batch', 3, 8, 8])],
      outputs: [declareValue('logits', ['batch', 2])],
      constants: [
        createFloats('kernel', [4, 3, 3, 3], new Float32Array(108).fill(1 / 27)),
        createFloats('dense', [4, 2], [1, 5, 2, 6, 3, 7, 4, 8]),
      ],
      nodes: [
        createNode('SplitToSequence', ['input'], ['list'], { axis: 1 }),
        createNode('ConcatFromSequence', ['list'], ['joined'], { axis: 1 }),
        createNode('Conv', ['joined', 'kernel'], ['map'], { kernel_shape: [3, 3] }),
        createNode('Relu', ['map'], ['active']),
        createNode('GlobalAveragePool', ['active'], ['pool']),
        createNode('Flatten', ['pool'], ['embedding'], { axis: 1 }),
        createNode('MatMul', ['embedding', 'dense'], ['logits']),
      ],
    },
    16,
  )
  return writeModel(model)
}

test('lists of tensors on the way leave the layers behind them, and are named where a derivative would pass', async () => {
  const model = await openModel({ model: listingModel(), preprocess: plainPreprocess(8, 8), labels: ['a', 'b'] }, { threads: 1 })
  const { gaps, methods } = await describeNetwork(model)
  expect(gaps).toEqual(['SplitToSequence', 'ConcatFromSequence'])
  const refused = methods.filter(({ reason }) => reason?.includes('SplitToSequence')).map(({ name }) => name)
  expect(refused).toContain('saliency')
  expect(methods.find(({ name }) => name === 'grad-cam')?.reason).toBeNull()
  await model.dispose()
})
