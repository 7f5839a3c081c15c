import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema } from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { checkGraph } from '../../src/graph/check-graph.ts'
import { createNode } from '../../src/graph/node.ts'
import { graphOf, type OnnxGraph, type OnnxModel, type OnnxNode } from '../../src/graph/proto.ts'
import { readModel } from '../../src/graph/read-model.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue, declareValueOfAnyShape } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'

/** A model from `x` to `y` with the constant `w`. */
function modelOf(nodes: readonly OnnxNode[]): OnnxModel {
  return createModel({
    inputs: [declareValue('x', [2])],
    outputs: [declareValue('y', [2])],
    constants: [createFloats('w', [2], [1, 2])],
    nodes,
  })
}

const relu = (from: string, to: string): OnnxNode => createNode('Relu', [from], [to])

/** A branch that reads `reads` from the graph around it. */
function branching(reads: string, output: string): OnnxNode {
  const inner = graphOf(modelOf([relu(reads, 'inner')]))
  const branch: OnnxGraph = Object.assign(inner, { input: [], initializer: [], output: [declareValueOfAnyShape('inner')] })
  const node = createNode('If', ['condition'], [output])
  node.attribute = ['then_branch', 'else_branch'].map((name) => create(AttributeProtoSchema, { name, type: 5, g: branch }))
  return node
}

const refused = (value: string, message: RegExp) =>
  expect.objectContaining({
    code: 'MODEL_UNREADABLE',
    message: expect.stringMatching(message),
    where: expect.objectContaining({ value }),
  })

describe('checkGraph', () => {
  test('a graph in order stays what it is', () => {
    const model = modelOf([relu('x', 'a'), relu('a', 'y')])
    expect(checkGraph(model, 'a.onnx')).toBe(model)
  })

  test('operators that come too early move behind what they read, the others keep their order', () => {
    const model = modelOf([createNode('Add', ['b', 'a'], ['y']), relu('x', 'a'), relu('x', 'b'), relu('a', 'c')])
    expect(graphOf(checkGraph(model, 'a.onnx')).node.map(({ output }) => output[0])).toEqual(['b', 'a', 'y', 'c'])
  })

  test('readModel gives operators in order', () => {
    const { node } = graphOf(readModel(writeModel(modelOf([relu('a', 'y'), relu('x', 'a')]))))
    expect(node.map(({ output }) => output[0])).toEqual(['a', 'y'])
  })

  test('an operator waits for what the graph inside it reads', () => {
    const model = modelOf([branching('a', 'y'), relu('x', 'a'), createNode('Cast', ['w'], ['condition'], { to: 9 })])
    expect(graphOf(checkGraph(model, 'a.onnx')).node.map(({ output }) => output[0])).toEqual(['condition', 'a', 'y'])
  })

  test('a circle is refused and named', () => {
    const nodes = [relu('x', 'first'), createNode('Add', ['first', 'c'], ['a']), relu('a', 'b'), relu('b', 'c'), relu('c', 'y')]
    expect(() => checkGraph(modelOf(nodes), 'a.onnx')).toThrow(refused('a', /wait for each other in a circle: a, c, b/))
    expect(() => checkGraph(modelOf([createNode('Add', ['x', 'y'], ['y'])]), 'a.onnx')).toThrow(refused('y', /circle: y/))
  })

  test('a tensor that nothing makes is refused, in inner graphs too', () => {
    const nodes = [createNode('Add', ['x', 'gone'], ['y'])]
    expect(() => checkGraph(modelOf(nodes), 'a.onnx')).toThrow(refused('gone', /Add "y" reads "gone", which nothing makes/))
    const inner = [createNode('Cast', ['w'], ['condition'], { to: 9 }), branching('gone', 'y')]
    expect(() => checkGraph(modelOf(inner), 'a.onnx')).toThrow(refused('gone', /reads "gone"/))
  })

  test('an output that nothing makes is refused', () => {
    expect(() => checkGraph(modelOf([relu('x', 'a')]), 'a.onnx')).toThrow(refused('y', /nothing makes its output "y"/))
  })

  test('two makers of one tensor are refused', () => {
    expect(() => checkGraph(modelOf([relu('x', 'y'), relu('w', 'y')]), 'a.onnx')).toThrow(refused('y', /which exists already/))
    expect(() => checkGraph(modelOf([relu('x', 'w'), relu('w', 'y')]), 'a.onnx')).toThrow(refused('w', /which exists already/))
  })

  test('two constants of one name are refused', () => {
    const model = modelOf([relu('x', 'y')])
    graphOf(model).initializer.push(createFloats('w', [1], [3]))
    expect(() => checkGraph(model, 'a.onnx')).toThrow(refused('w', /two constants or inputs "w"/))
  })

  test('10 000 operators in reverse order take less than 100 times as long as 1000', () => {
    const reversed = (count: number): OnnxModel =>
      modelOf(
        Array.from({ length: count }, (_, i) => relu(i === 0 ? 'x' : `t${i}`, i === count - 1 ? 'y' : `t${i + 1}`)).reverse(),
      )
    const timed = (count: number): number => {
      const model = reversed(count)
      const start = performance.now()
      expect(graphOf(checkGraph(model, 'a.onnx')).node[0]!.input).toEqual(['x'])
      return performance.now() - start
    }
    timed(1000)
    expect(timed(10_000) / timed(1000)).toBeLessThan(100)
  })
})
