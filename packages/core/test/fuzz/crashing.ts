import { create } from '@bufbuild/protobuf'
import { AttributeProto_AttributeType, AttributeProtoSchema, GraphProtoSchema } from 'onnx-buf'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue, declareValueOfAnyShape } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'

/**
 * A model whose Resize reads its factors from the picture, by way of an If, so that nobody sees it coming: the native runtime writes past the end
 * of its memory and ends the process. 8 x 8 pixels, 3 classes.
 */
export function crashing(): Uint8Array {
  const branch = (name: string) =>
    create(AttributeProtoSchema, {
      name,
      type: AttributeProto_AttributeType.GRAPH,
      g: create(GraphProtoSchema, {
        name,
        node: [createNode('Identity', ['input'], [`${name}_factors`])],
        output: [declareValueOfAnyShape(`${name}_factors`)],
      }),
    })
  const choice = createNode('If', ['is_bright'], ['factors'])
  choice.attribute.push(branch('then_branch'), branch('else_branch'))
  return writeModel(
    createModel({
      inputs: [declareValue('input', ['batch', 3, 8, 8])],
      outputs: [declareValue('logits', ['batch', 3])],
      constants: [createFloats('none', [1], [0])],
      nodes: [
        createNode('ReduceMax', ['input'], ['brightest'], { keepdims: 0 }),
        createNode('Greater', ['brightest', 'none'], ['is_bright']),
        choice,
        createNode('Resize', ['input', '', 'factors'], ['larger']),
        createNode('GlobalAveragePool', ['larger'], ['means']),
        createNode('Flatten', ['means'], ['logits'], { axis: 1 }),
      ],
    }),
  )
}
