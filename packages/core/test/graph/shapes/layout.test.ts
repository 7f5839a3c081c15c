import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { elementTypes, type OnnxNode } from '../../../src/graph/proto.ts'
import { createFloats, createIntegers } from '../../../src/graph/tensor.ts'
import { expectAsSeen, inferred } from './seen.ts'

const list = (name: string, values: readonly number[]) => createIntegers(name, [values.length], values)
const x = [2, 3, 4, 6]

describe('layout', () => {
  test('Reshape copies a 0 and computes a -1', () => {
    const given = { x, nodes: [createNode('Reshape', ['x', 'shape'], ['y'])], constants: [list('shape', [0, -1, 8])] }
    expect(inferred(given).dims).toEqual([2, 9, 8])
  })

  test('Reshape keeps a 0 where the node says so', () => {
    const nodes = [createNode('Reshape', ['x', 'shape'], ['y'], { allowzero: 1 })]
    expect(inferred({ x: [0, 3], nodes, constants: [list('shape', [3, 0])] }).dims).toEqual([3, 0])
  })

  test.each<[string, OnnxNode, readonly number[]]>([
    ['Flatten', createNode('Flatten', ['x'], ['y'], { axis: -1 }), []],
    ['Flatten at the front', createNode('Flatten', ['x'], ['y'], { axis: 0 }), []],
    ['Transpose', createNode('Transpose', ['x'], ['y'], { perm: [0, 2, 3, 1] }), []],
    ['Transpose without an order', createNode('Transpose', ['x'], ['y']), []],
    ['Unsqueeze', createNode('Unsqueeze', ['x', 'list'], ['y']), [0, -1, 2]],
    ['Expand', createNode('Expand', ['x', 'list'], ['y']), [5, 1, 3, 1, 1]],
    ['Tile', createNode('Tile', ['x', 'list'], ['y']), [1, 2, 3, 1]],
    ['Pad', createNode('Pad', ['x', 'list'], ['y']), [0, 0, 1, 2, 0, 1, -1, 3]],
    ['reflecting Pad', createNode('Pad', ['x', 'list'], ['y'], { mode: 'reflect' }), [0, 0, 1, 2, 0, 0, 1, 3]],
    ['DepthToSpace', createNode('DepthToSpace', ['spread'], ['y'], { blocksize: 2 }), []],
    ['Concat', createNode('Concat', ['x', 'x', 'x'], ['y'], { axis: -2 }), []],
  ])('%s', async (_, node, values) => {
    const spread = createNode('SpaceToDepth', ['x'], ['spread'], { blocksize: 2 })
    const nodes = node.opType === 'DepthToSpace' ? [spread, node] : [node]
    await expectAsSeen({ x, nodes, constants: [list('list', values)] })
  })

  test('Squeeze drops the axes given, or every axis of size 1', async () => {
    const nodes = [createNode('Squeeze', ['x', 'axes'], ['a']), createNode('Squeeze', ['x'], ['y'])]
    const facts = await expectAsSeen({ x: [1, 3, 1, 1], nodes, constants: [list('axes', [-1])] })
    expect(facts.get('a')!.dims).toEqual([1, 3, 1])
    expect(facts.get('y')!.dims).toEqual([3])
  })

  test('before operator set 13 the axes and sizes are attributes', async () => {
    const nodes = [
      createNode('Unsqueeze', ['x'], ['a'], { axes: [0, 2] }),
      createNode('Squeeze', ['a'], ['b'], { axes: [2] }),
      createNode('Split', ['b'], ['c', 'd'], { axis: -1, split: [2, 4] }),
      createNode('ReduceSum', ['d'], ['y'], { axes: [1, -1], keepdims: 0 }),
    ]
    const facts = await expectAsSeen({ x, nodes, opset: 11 })
    expect(facts.get('y')!.dims).toEqual([1, 3, 4])
  })

  test('Split into sizes given, equal parts, and from version 18 on parts as equal as can be', async () => {
    const nodes = [
      createNode('Split', ['x', 'sizes'], ['a', 'b'], { axis: 3 }),
      createNode('Split', ['x'], ['c', 'd', 'y'], { axis: 1 }),
    ]
    const facts = await expectAsSeen({ x, nodes, constants: [list('sizes', [1, 5])] })
    expect([facts.get('b')!.dims, facts.get('y')!.dims]).toEqual([
      [2, 3, 4, 5],
      [2, 1, 4, 6],
    ])
    const uneven = [createNode('Split', ['x'], ['a', 'b', 'c', 'y'], { axis: 0, num_outputs: 4 })]
    expect((await expectAsSeen({ x: [7, 2], nodes: uneven, opset: 18 })).get('y')!.dims).toEqual([1, 2])
  })

  test('from version 18 on Pad may name its axes', async () => {
    const nodes = [createNode('Pad', ['x', 'amounts', '', 'axes'], ['y'])]
    const constants = [list('amounts', [1, 2, 3, 4]), list('axes', [-1, 2])]
    expect((await expectAsSeen({ x, nodes, constants, opset: 18 })).get('y')!.dims).toEqual([2, 3, 10, 10])
  })
})

describe('indexing', () => {
  test.each<[string, readonly (readonly number[])[]]>([
    ['from the end', [[-3], [-1], [3], [1]]],
    ['to the end', [[1], [2 ** 62], [2], [1]]],
    ['backwards', [[-1], [-(2 ** 62)], [3], [-2]]],
    ['nothing', [[3], [1], [2], [1]]],
    [
      'two axes',
      [
        [0, 1],
        [-1, 3],
        [3, -2],
        [2, 1],
      ],
    ],
  ])('Slice: %s', async (_, bounds) => {
    const names = ['starts', 'ends', 'axes', 'steps']
    const nodes = [createNode('Slice', ['x', ...names], ['y'])]
    await expectAsSeen({ x, nodes, constants: bounds.map((values, i) => list(names[i]!, values)) })
  })

  test('Gather by one number drops the axis, by a table puts its shape in place', async () => {
    const nodes = [
      createNode('Gather', ['x', 'one'], ['a'], { axis: 1 }),
      createNode('Gather', ['a', 'table'], ['y'], { axis: -1 }),
    ]
    const constants = [createIntegers('one', [], [-1]), createIntegers('table', [2, 2], [0, 1, 5, -1])]
    const facts = await expectAsSeen({ x, nodes, constants })
    expect(facts.get('y')!.dims).toEqual([2, 4, 2, 2])
  })

  test('GatherElements, GatherND, ScatterElements, ScatterND and TopK', async () => {
    const nodes = [
      createNode('GatherElements', ['x', 'places'], ['a'], { axis: 1 }),
      createNode('GatherND', ['x', 'points'], ['b'], { batch_dims: 1 }),
      createNode('ScatterElements', ['x', 'places', 'a'], ['c'], { axis: 1 }),
      createNode('TopK', ['c', 'two'], ['d', 'where'], { axis: 1 }),
      createNode('ScatterND', ['x', 'places_nd', 'x'], ['y']),
    ]
    const constants = [
      createIntegers('places', [1, 2, 1, 1], [0, 2]),
      createIntegers('points', [2, 1, 2], [0, 1, 2, 3]),
      list('two', [2]),
      createIntegers('places_nd', [2, 1], [1, 0]),
    ]
    const facts = await expectAsSeen({ x, nodes, constants })
    expect(facts.get('where')).toEqual({ elementType: elementTypes.int64, dims: [2, 2, 4, 6], values: null })
  })

  test('OneHot adds an axis of the depth', async () => {
    const nodes = [
      createNode('ArgMax', ['x'], ['at'], { axis: 1, keepdims: 0 }),
      createNode('OneHot', ['at', 'depth', 'ends'], ['y'], { axis: 1 }),
    ]
    const constants = [createIntegers('depth', [], [7]), createFloats('ends', [2], [0, 1])]
    expect((await expectAsSeen({ x, nodes, constants })).get('y')!.dims).toEqual([2, 7, 4, 6])
  })
})
