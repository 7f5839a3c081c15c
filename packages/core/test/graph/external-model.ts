import { create } from '@bufbuild/protobuf'
import { TensorProtoSchema } from 'onnx-buf'
import { createNode } from '../../src/graph/node.ts'
import type { OnnxModel } from '../../src/graph/proto.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'

/** A classifier of 2x2 frames whose scores are the mean of all pixels times four weights that lie in another file. */
export function externalModel(location: string, offset = 0, length = '16'): OnnxModel {
  const factor = create(TensorProtoSchema, {
    name: 'factor',
    dims: [1n, 4n],
    dataType: 1,
    dataLocation: 1,
    externalData: [
      { key: 'location', value: location },
      { key: 'offset', value: String(offset) },
      { key: 'length', value: length },
    ],
  })
  return createModel({
    inputs: [declareValue('input', ['batch', 3, 2, 2])],
    outputs: [declareValue('scores', ['batch', 4])],
    constants: [factor],
    nodes: [
      createNode('ReduceMean', ['input'], ['mean'], { axes: [1, 2, 3], keepdims: 0 }),
      createNode('Flatten', ['mean'], ['column'], { axis: 1 }),
      createNode('MatMul', ['column', 'factor'], ['scores']),
    ],
  })
}
