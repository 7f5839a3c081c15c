import { describe, expect, test } from 'vitest'
import type { TensorFact } from '../../../src/graph/facts.ts'
import { fuseGelu } from '../../../src/graph/gradients/fuse-gelu.ts'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode } from '../../../src/graph/proto.ts'
import { createFloats } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel } from '../../../src/graph/write-model.ts'
import { checkRule, randomTensor } from './check-rule.ts'

/** Constants as exporters name them by value. */
const constants = { root: Math.SQRT2, inverseRoot: Math.SQRT1_2, one: 1, half: 0.5, third: 1 / 3 }

const start = [createNode('Div', ['x', 'root'], ['u']), createNode('Erf', ['u'], ['e']), createNode('Add', ['e', 'one'], ['a'])]
const spellings: Readonly<Record<string, readonly OnnxNode[]>> = {
  'x first, then the half': [...start, createNode('Mul', ['x', 'a'], ['p']), createNode('Mul', ['p', 'half'], ['y'])],
  'the half first, then x': [...start, createNode('Mul', ['half', 'a'], ['p']), createNode('Mul', ['x', 'p'], ['y'])],
  'half of x': [...start, createNode('Mul', ['x', 'half'], ['h']), createNode('Mul', ['h', 'a'], ['y'])],
  'a factor instead of a divisor': [
    createNode('Mul', ['inverseRoot', 'x'], ['u']),
    createNode('Erf', ['u'], ['e']),
    createNode('Add', ['one', 'e'], ['a']),
    createNode('Mul', ['a', 'x'], ['p']),
    createNode('Mul', ['p', 'half'], ['y']),
  ],
}

describe('GELU spelled out', () => {
  test.each(Object.entries(spellings))('%s: is one operator, with the same derivative', async (_, nodes) => {
    expect(operatorsOf(fuseGelu(...modelOf(nodes), new Set()))).toEqual(['com.microsoft::Gelu'])
    await checkRule({ nodes, wrt: { x: randomTensor([3, 4]) }, floats })
  })

  test('stays where a tensor inside is asked for, is an output, or is read elsewhere', () => {
    const nodes = spellings['x first, then the half']!
    const [model, facts] = modelOf(nodes)
    expect(fuseGelu(model, facts, new Set(['e']))).toBe(model)
    const [withOutput] = modelOf(nodes, ['y', 'p'])
    expect(fuseGelu(withOutput, facts, new Set())).toBe(withOutput)
    const [withReader] = modelOf([...nodes, createNode('Neg', ['u'], ['z'])])
    expect(fuseGelu(withReader, facts, new Set())).toBe(withReader)
  })

  test.each([
    ['another factor', [...start, createNode('Mul', ['x', 'a'], ['p']), createNode('Mul', ['p', 'third'], ['y'])]],
    ['the half twice', [...start, createNode('Mul', ['half', 'a'], ['p']), createNode('Mul', ['p', 'half'], ['y'])]],
    ['the divisor on top', [createNode('Div', ['root', 'x'], ['u']), ...spellings['half of x']!.slice(1)]],
  ])('%s is no GELU', (_, nodes) => {
    const [model, facts] = modelOf(nodes)
    expect(fuseGelu(model, facts, new Set())).toBe(model)
  })
})

const floats = Object.fromEntries(
  Object.entries(constants).map(([name, value]) => [name, { dims: [], values: Float64Array.of(Math.fround(value)) }]),
)

function modelOf(nodes: readonly OnnxNode[], outputs: readonly string[] = ['y']): [OnnxModel, ReadonlyMap<string, TensorFact>] {
  const model = createModel({
    inputs: [declareValue('x', [3, 4])],
    outputs: outputs.map((name) => declareValue(name, [3, 4])),
    constants: Object.entries(constants).map(([name, value]) => createFloats(name, [], [value])),
    nodes,
  })
  const facts = Object.entries(constants).map(([name, value]): [string, TensorFact] => {
    return [name, { elementType: elementTypes.float32, dims: [], values: [Math.fround(value)] }]
  })
  return [model, new Map(facts)]
}

function operatorsOf(model: OnnxModel): readonly string[] {
  return graphOf(model).node.map(({ domain, opType }) => (domain === '' ? opType : `${domain}::${opType}`))
}
