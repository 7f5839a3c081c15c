import { createNode } from '../../graph/node.ts'
import { createFloats } from '../../graph/tensor.ts'
import { declareValue } from '../../graph/value.ts'
import { createModel, writeModel } from '../../graph/write-model.ts'
import { drawFloats } from '../../random/draws.ts'
import { side } from './scene.ts'

const channels = 16
const patch = 8

/** Classes of the small model. */
export const smallModelClasses = 100

/**
 * A network so small that what surrounds it shows: one convolution over patches of 8 x 8, Relu, global average pool, Gemm. Input `input`
 * f32[batch, 3, 224, 224], output `logits` f32[batch, 100]; its weights are drawn, its answers mean nothing.
 */
export function smallModel(seed: number): Uint8Array {
  const drawn = (name: string, place: number, shape: readonly number[]) => {
    const length = shape.reduce((product, size) => product * size, 1)
    return createFloats(name, shape, drawFloats(seed + place, length, -0.5, 0.5))
  }
  const model = createModel({
    inputs: [declareValue('input', ['batch', 3, side, side])],
    outputs: [declareValue('logits', ['batch', smallModelClasses])],
    constants: [drawn('patches', 1, [channels, 3, patch, patch]), drawn('head', 2, [smallModelClasses, channels])],
    nodes: [
      createNode('Conv', ['input', 'patches'], ['map'], { kernel_shape: [patch, patch], strides: [patch, patch] }),
      createNode('Relu', ['map'], ['active']),
      createNode('GlobalAveragePool', ['active'], ['pool']),
      createNode('Flatten', ['pool'], ['embedding'], { axis: 1 }),
      createNode('Gemm', ['embedding', 'head'], ['logits'], { transB: 1 }),
    ],
  })
  return writeModel(model)
}
