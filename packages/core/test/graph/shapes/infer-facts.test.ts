import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes, withGraph } from '../../../src/graph/proto.ts'
import { inferFacts } from '../../../src/graph/shapes/infer-facts.ts'
import { inferences } from '../../../src/graph/shapes/inferences.ts'
import { createFloats, createIntegers } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel } from '../../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../../src/model/runtime.node.ts'
import { factsOf } from '../../../src/model/trace-facts.ts'
import { externalModel } from '../external-model.ts'
import { modelOf } from './seen.ts'

describe('inferFacts', () => {
  test('takes the sizes of inputs from the caller, or from the file where it fixes them', () => {
    const model = modelOf({ x: [2, 3], nodes: [createNode('Relu', ['x'], ['y'])] })
    expect(inferFacts(model, new Map([['x', [5, 3]]]), new Map()).facts.get('y')!.dims).toEqual([5, 3])
    expect(inferFacts(model, new Map(), new Map()).facts.get('y')!.dims).toEqual([2, 3])
  })

  test('says which input has no sizes', () => {
    const parts = {
      inputs: [declareValue('x', ['batch', 3])],
      outputs: [],
      constants: [],
      nodes: [createNode('Relu', ['x'], ['y'])],
    }
    expect(() => inferFacts(createModel(parts), new Map(), new Map())).toThrow('The sizes of the input "x" are not known.')
  })

  test('does not believe the shapes that the file declares', () => {
    const model = modelOf({ x: [2, 3], nodes: [createNode('Relu', ['x'], ['z']), createNode('Relu', ['z'], ['y'])] })
    const lying = withGraph(model, { valueInfo: [declareValue('z', [7, 7, 7])], output: [declareValue('y', [1])] })
    const { facts } = inferFacts(lying, new Map([['x', [2, 3]]]), new Map())
    expect([facts.get('z')!.dims, facts.get('y')!.dims]).toEqual([
      [2, 3],
      [2, 3],
    ])
  })

  test('knows constants in other files', () => {
    const { facts } = inferFacts(externalModel('weights.bin'), new Map([['input', [1, 3, 2, 2]]]), new Map())
    expect(facts.get('factor')).toEqual({ elementType: elementTypes.float32, dims: [1, 4], values: null })
    const weights = new Map([['weights.bin', new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer)]])
    expect(
      inferFacts(externalModel('weights.bin'), new Map([['input', [1, 3, 2, 2]]]), weights).facts.get('factor')!.values,
    ).toEqual([1, 2, 3, 4])
  })

  test('names what an operator does not tell, and everything after it', () => {
    const nodes = [createNode('Mystery', ['x'], ['a', 'b']), createNode('Relu', ['b'], ['c']), createNode('Relu', ['x'], ['y'])]
    const { unknown, facts } = inferFacts(modelOf({ x: [2], nodes }), new Map([['x', [2]]]), new Map())
    expect(unknown).toEqual(['a', 'b', 'c'])
    expect(facts.get('y')!.dims).toEqual([2])
  })

  test('names tensors whose operands do not go together', () => {
    const nodes = [createNode('Add', ['x', 'w'], ['y'])]
    const model = modelOf({ x: [2, 3], nodes, constants: [createFloats('w', [4], [1, 2, 3, 4])] })
    expect(inferFacts(model, new Map([['x', [2, 3]]]), new Map()).unknown).toEqual(['y'])
  })

  test('names tensors of which the numbers of the picture decide the shape', () => {
    const nodes = [createNode('NonZero', ['x'], ['y'])]
    expect(inferFacts(modelOf({ x: [2, 3], nodes }), new Map([['x', [2, 3]]]), new Map()).unknown).toEqual(['y'])
  })

  test.each(Object.keys(inferences))('tells nothing of a malformed %s, and does not fail', (operator) => {
    const [opType, domain = ''] = operator.split('::').reverse() as [string, string?]
    const malformed = [[], [''], ['', 'x'], ['x'], ['x', ''], ['x', 'x'], ['x', 'x', 'x', 'x', 'x', 'x', 'x', 'x']]
    for (const [i, input] of malformed.entries()) {
      const node = Object.assign(createNode(opType, input, ['y'], i % 2 ? { axis: 9, axes: [7], perm: [5], pads: [-9] } : {}), {
        domain,
      })
      for (const x of [[], [1, 2, 3, 4]]) {
        const { facts } = inferFacts(modelOf({ x, nodes: [node] }), new Map([['x', x]]), new Map())
        expect((facts.get('y')?.dims ?? []).every((size) => size >= 0)).toBe(true)
      }
    }
  })

  test('goes through 10 000 nodes', () => {
    const nodes = Array.from({ length: 10_000 }, (_, i) => createNode('Relu', [i === 0 ? 'x' : `t${i - 1}`], [`t${i}`]))
    const { facts } = inferFacts(modelOf({ x: [1, 3, 8, 8], nodes }), new Map([['x', [1, 3, 8, 8]]]), new Map())
    expect(facts.get('t9999')!.dims).toEqual([1, 3, 8, 8])
  })
})

describe('factsOf', () => {
  test('completes by a run what cannot be inferred, and infers on from there', async () => {
    const x = [1, 4]
    const nodes = [
      createNode('NonZero', ['x'], ['places']),
      createNode('Shape', ['places'], ['shape']),
      createNode('ConstantOfShape', ['shape'], ['y']),
    ]
    const facts = await factsOf(modelOf({ x, nodes }), new Map(), await createNativeRuntime(1), new Map([['x', x]]))
    // One of the four numbers that the run sees is zero.
    expect(facts.get('places')).toEqual({ elementType: elementTypes.int64, dims: [2, 3], values: null })
    expect(facts.get('shape')!.values).toEqual([2, 3])
    expect(facts.get('y')!.dims).toEqual([2, 3])
  })

  test('keeps the numbers of what a run shows of constants', async () => {
    const nodes = [createNode('Unique', ['list'], ['values', 'y'])]
    const given = {
      x: [1],
      nodes: [...nodes, createNode('Relu', ['x'], ['z'])],
      constants: [createIntegers('list', [3], [7, 5, 7])],
    }
    const facts = await factsOf(modelOf(given), new Map(), await createNativeRuntime(1), new Map([['x', [1]]]))
    expect(facts.get('values')!.values).toEqual([5, 7])
  })
})
