import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes, type OnnxNode } from '../../../src/graph/proto.ts'
import { createFloats, createIntegers } from '../../../src/graph/tensor.ts'
import { expectAsSeen, inferred } from './seen.ts'

const x = [2, 3, 8, 10]
const list = (name: string, values: readonly number[]) => createIntegers(name, [values.length], values)

/** The numbers of a chain of nodes that starts from the sizes `s` of the input. */
async function numbersOf(
  nodes: readonly OnnxNode[],
  constants: Parameters<typeof expectAsSeen>[0]['constants'] = [],
  opset = 16,
) {
  const facts = await expectAsSeen({ x, nodes: [createNode('Shape', ['x'], ['s']), ...nodes], constants, opset })
  return facts.get('y')!.values
}

describe('shape programs', () => {
  test('sizes of some axes, and their number', async () => {
    expect(await numbersOf([createNode('Shape', ['x'], ['y'], { start: 1, end: -1 })])).toEqual([3, 8])
    expect(await numbersOf([createNode('Size', ['x'], ['y'])])).toEqual([480])
  })

  test('arithmetic of whole numbers cuts off towards zero, and Mod takes the sign of the divisor', async () => {
    const constants = [list('a', [-7, 7, -8, 8]), list('b', [3])]
    expect(await numbersOf([createNode('Div', ['a', 'b'], ['y'])], constants)).toEqual([-2, 2, -2, 2])
    expect(await numbersOf([createNode('Mod', ['a', 'b'], ['y'])], constants)).toEqual([2, 1, 1, 2])
    expect(await numbersOf([createNode('Mod', ['a', 'b'], ['y'], { fmod: 1 })], constants)).toEqual([-1, 1, -2, 2])
  })

  test('half the height, by way of floats', async () => {
    const nodes = [
      createNode('Gather', ['s', 'two'], ['height']),
      createNode('Cast', ['height'], ['float'], { to: elementTypes.float32 }),
      createNode('Mul', ['float', 'factor'], ['scaled']),
      createNode('Ceil', ['scaled'], ['up']),
      createNode('Cast', ['up'], ['y'], { to: elementTypes.int64 }),
    ]
    expect(await numbersOf(nodes, [createIntegers('two', [], [2]), createFloats('factor', [], [0.3])])).toEqual([3])
  })

  test.each<[string, readonly OnnxNode[], readonly number[]]>([
    ['Range', [createNode('Range', ['zero', 'nine', 'two'], ['y'])], [0, 2, 4, 6, 8]],
    [
      'Slice and Concat',
      [createNode('Slice', ['s', 'axis', 'ends'], ['part']), createNode('Concat', ['part', 'ends'], ['y'], { axis: 0 })],
      [3, 8, 3],
    ],
    [
      'Equal and Where',
      [createNode('Equal', ['s', 'ends'], ['is']), createNode('Where', ['is', 'axis', 's'], ['y'])],
      [2, 1, 8, 10],
    ],
    [
      'Not and And',
      [createNode('Greater', ['s', 'ends'], ['a']), createNode('Not', ['a'], ['b']), createNode('Or', ['a', 'b'], ['y'])],
      [1, 1, 1, 1],
    ],
    ['ReduceProd', [createNode('ReduceProd', ['s'], ['y'], { keepdims: 0 })], [480]],
    ['ReduceMax', [createNode('ReduceMax', ['s'], ['y'], { axes: [0] })], [10]],
    ['Expand', [createNode('Expand', ['axis', 'ends'], ['y'])], [1, 1, 1]],
    [
      'Transpose and Reshape',
      [createNode('Reshape', ['s', 'square'], ['m']), createNode('Transpose', ['m'], ['y'])],
      [2, 8, 3, 10],
    ],
    ['Split', [createNode('Split', ['s'], ['a', 'y'])], [8, 10]],
    ['Tile', [createNode('Tile', ['ends', 'ends'], ['y'])], [3, 3, 3]],
    ['Pad', [createNode('Pad', ['ends', 'square', 'two'], ['y'])], [2, 2, 3, 2, 2]],
    ['ScatterND', [createNode('ScatterND', ['s', 'place', 'axis'], ['y'])], [2, 3, 8, 1]],
    [
      'ScatterElements that add',
      [createNode('ScatterElements', ['s', 'ends', 'ends'], ['y'], { reduction: 'add' })],
      [2, 3, 8, 13],
    ],
    ['GatherND', [createNode('GatherND', ['s', 'place'], ['y'])], [10]],
    ['GatherElements', [createNode('GatherElements', ['s', 'square'], ['y'])], [8, 8]],
    ['NonZero', [createNode('Sub', ['s', 'ends'], ['rest']), createNode('NonZero', ['rest'], ['y'])], [0, 2, 3]],
    ['Min and Max', [createNode('Min', ['s', 'ends'], ['low']), createNode('Max', ['low', 'square_2'], ['y'])], [3, 3, 3, 3]],
    [
      'Unsqueeze and Squeeze',
      [createNode('Unsqueeze', ['s', 'axis'], ['u']), createNode('Squeeze', ['u', 'axis'], ['y'])],
      [2, 3, 8, 10],
    ],
    [
      'ConstantOfShape',
      [createNode('ConstantOfShape', ['ends'], ['f']), createNode('Cast', ['f'], ['y'], { to: elementTypes.int64 })],
      [0, 0, 0],
    ],
    ['Trilu', [createNode('Reshape', ['s', 'square'], ['m']), createNode('Trilu', ['m'], ['y'], { upper: 0 })], [2, 0, 8, 10]],
  ])('%s', async (_, nodes, expected) => {
    const constants = [
      createIntegers('zero', [], [0]),
      createIntegers('nine', [], [9]),
      createIntegers('two', [], [2]),
      list('axis', [1]),
      list('ends', [3]),
      list('square', [2, 2]),
      createIntegers('square_2', [], [3]),
      createIntegers('place', [1, 1], [3]),
    ]
    expect(await numbersOf(nodes, constants)).toEqual(expected)
  })

  test.each<[string, Parameters<typeof createNode>[3], number, readonly number[], readonly number[]]>([
    ['value_int', { value_int: 5 }, elementTypes.int64, [], [5]],
    ['value_ints', { value_ints: [5, 6] }, elementTypes.int64, [2], [5, 6]],
    ['value_float', { value_float: { float: 0.5 } }, elementTypes.float32, [], [0.5]],
  ])('Constant with %s', (_, attributes, elementType, dims, values) => {
    expect(inferred({ x, nodes: [createNode('Constant', [], ['y'], attributes)] })).toEqual({ elementType, dims, values })
  })

  test('numbers are kept up to 4096', () => {
    const nodes = (count: string) => [createNode('Expand', ['one', count], ['y'])]
    const constants = [list('one', [1]), list('few', [4096]), list('many', [4097])]
    expect(inferred({ x, nodes: nodes('few'), constants }).values).toHaveLength(4096)
    expect(inferred({ x, nodes: nodes('many'), constants }).values).toBeNull()
  })

  test('what depends on the picture has no numbers', () => {
    expect(inferred({ x: [2], nodes: [createNode('Relu', ['x'], ['y'])] }).values).toBeNull()
  })
})
