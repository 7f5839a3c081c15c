import { describe, expect, test } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode } from '../../src/graph/proto.ts'
import { withoutRounding } from '../../src/graph/straight-through.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'

/** A model of the given nodes from `input` to `y`. */
const modelOf = (...nodes: readonly OnnxNode[]): OnnxModel =>
  createModel({
    inputs: [declareValue('input', ['N', 3, 8, 8])],
    outputs: [declareValue('y', ['N', 8, 8, 3])],
    constants: [],
    nodes,
  })

const operators = (model: OnnxModel): readonly string[] => graphOf(model).node.map(({ opType }) => opType)
const transpose = createNode('Transpose', ['input'], ['last'], { perm: [0, 2, 3, 1] })
const round = createNode('Round', ['last'], ['whole'])
const toBytes = createNode('Cast', ['whole'], ['bytes'], { to: elementTypes.uint8 })

describe('a model without the rounding of its input', () => {
  test('passes on what was rounded, through a change of layout', () => {
    const turned = createNode('Transpose', ['bytes'], ['first'], { perm: [0, 3, 1, 2] })
    const toFloats = createNode('Cast', ['first'], ['y'], { to: elementTypes.float32 })
    const model = withoutRounding(modelOf(transpose, round, toBytes, turned, toFloats))
    expect(operators(model)).toEqual(['Transpose', 'Identity', 'Identity', 'Transpose', 'Cast'])
  })

  test('keeps the rounding where whole numbers are needed', () => {
    const model = modelOf(transpose, round, toBytes, createNode('BitShift', ['bytes', 'bytes'], ['y'], { direction: 'LEFT' }))
    expect(withoutRounding(model)).toBe(model)
  })

  test('keeps rounding further inside, which is the network’s own', () => {
    const model = modelOf(createNode('Relu', ['input'], ['last']), round, createNode('Sqrt', ['whole'], ['y']))
    expect(withoutRounding(model)).toBe(model)
  })
})
