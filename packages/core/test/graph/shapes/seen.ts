import { expect } from 'vitest'
import type { TensorFact, TensorFacts } from '../../../src/graph/facts.ts'
import type { OnnxModel, OnnxNode, OnnxTensor } from '../../../src/graph/proto.ts'
import { elementTypes, withGraph } from '../../../src/graph/proto.ts'
import { inferFacts } from '../../../src/graph/shapes/infer-facts.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel } from '../../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../../src/model/runtime.node.ts'
import { traceFacts } from '../../../src/model/trace-facts.ts'

/** A few nodes behind one float32 input `x`. */
export interface ShapeCase {
  readonly x: readonly number[]
  readonly nodes: readonly OnnxNode[]
  readonly constants?: readonly OnnxTensor[]
  /** 16 unless told. */
  readonly opset?: number
}

/** The model of a case; its output is what its last node makes first. */
export function modelOf({ x, nodes, constants = [], opset = 16 }: ShapeCase): OnnxModel {
  const output = nodes.at(-1)!.output[0]!
  const parts = { inputs: [declareValue('x', x)], outputs: [declareValue(output, [])], constants, nodes }
  return createModel(parts, opset)
}

/** What is inferred of the tensor `y`. */
export function inferred(given: ShapeCase): TensorFact {
  const { facts, unknown } = inferFacts(modelOf(given), new Map([['x', given.x]]), new Map())
  expect(unknown).toEqual([])
  return facts.get('y')!
}

/**
 * Runs the model in ONNX Runtime, with the inferred element types declared, which it refuses where they are wrong, and compares shapes and numbers of
 * every tensor that a node makes. Returns what was inferred.
 */
export async function expectAsSeen(given: ShapeCase): Promise<TensorFacts> {
  const model = modelOf(given)
  const inputs = new Map([['x', given.x]])
  const { facts, unknown } = inferFacts(model, inputs, new Map())
  expect(unknown).toEqual([])
  const made = given.nodes.flatMap(({ output }) => output)
  const declared = made.map((name) => declareValue(name, facts.get(name)!.dims, facts.get(name)!.elementType))
  const typed = withGraph(model, { valueInfo: declared, output: [declared.at(-1)!] })
  const seen = await traceFacts(typed, new Map(), await createNativeRuntime(1), inputs)
  for (const name of made) {
    const { dims, values, elementType } = facts.get(name)!
    expect(dims, name).toEqual(seen.get(name)!.dims)
    const whole: readonly number[] = [elementTypes.int64, elementTypes.int32, elementTypes.boolean]
    if (values !== null && whole.includes(elementType)) expect(values, name).toEqual(seen.get(name)!.values)
  }
  return facts
}
