import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { gradientGaps } from '../../src/graph/gradients/gradient-gaps.ts'
import { cpuPolicy } from '../../src/graph/gradients/provider-policy.ts'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes, graphOf, type OnnxNode } from '../../src/graph/proto.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue, declareValueOfAnyShape } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import { factsOf } from '../../src/model/trace-facts.ts'

/** Doubles `x` in one branch of an If, and takes its root in the other: neither is an input of the operator. */
function branchingModel() {
  const branch = (node: OnnxNode) =>
    Object.assign(
      graphOf(createModel({ inputs: [], outputs: [declareValueOfAnyShape('inner')], constants: [], nodes: [node] })),
      {
        name: node.opType,
      },
    )
  const choose = createNode('If', ['positive'], ['chosen'])
  choose.attribute = [
    create(AttributeProtoSchema, { name: 'then_branch', type: 5, g: branch(createNode('Add', ['x', 'x'], ['inner'])) }),
    create(AttributeProtoSchema, { name: 'else_branch', type: 5, g: branch(createNode('Sqrt', ['x'], ['inner'])) }),
  ]
  return createModel(
    {
      inputs: [declareValue('x', [2, 3])],
      outputs: [declareValue('y', [2, 3])],
      constants: [createFloats('zero', [], [0])],
      nodes: [
        createNode('ReduceMax', ['x'], ['highest'], { keepdims: 0 }),
        createNode('Greater', ['highest', 'zero'], ['positive']),
        choose,
        createNode('Relu', ['chosen'], ['y']),
      ],
    },
    16,
  )
}

describe('a model with an If', () => {
  test('has facts: a run completes what inference cannot tell', async () => {
    const facts = await factsOf(branchingModel(), new Map(), await createNativeRuntime(1), new Map([['x', [2, 3]]]))
    expect(facts.get('chosen')).toEqual({ elementType: elementTypes.float32, dims: [2, 3], values: null })
  })

  test('is named where a gradient would have to pass through it', async () => {
    const model = branchingModel()
    const facts = await factsOf(model, new Map(), await createNativeRuntime(1), new Map([['x', [2, 3]]]))
    expect(gradientGaps(model, 'y', 'x', { facts, weights: new Map(), policy: cpuPolicy })).toEqual(['If'])
  })
})
