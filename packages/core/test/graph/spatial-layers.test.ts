import { describe, expect, test } from 'vitest'
import { findAttention } from '../../src/graph/attention.ts'
import { gridLayouts } from '../../src/graph/grid-layouts.ts'
import { findLinearHead } from '../../src/graph/linear-head.ts'
import { createNode } from '../../src/graph/node.ts'
import type { OnnxModel, OnnxNode, OnnxTensor } from '../../src/graph/proto.ts'
import { inferFacts } from '../../src/graph/shapes/infer-facts.ts'
import { chooseSpatialLayer, spatialLayers } from '../../src/graph/spatial-layers.ts'
import { createFloats, createIntegers } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel } from '../../src/graph/write-model.ts'

const side = 8
const weights = new Map<string, Uint8Array>()

function networkOf(nodes: readonly OnnxNode[], constants: readonly OnnxTensor[]): OnnxModel {
  return createModel(
    {
      inputs: [declareValue('input', ['batch', 3, side, side])],
      outputs: [declareValue('logits', ['batch', 2])],
      constants,
      nodes,
    },
    16,
  )
}

const factsOf = (model: OnnxModel) => inferFacts(model, new Map([['input', [1, 3, side, side]]]), weights).facts
const layersOf = (model: OnnxModel) => spatialLayers(model, 'input', 'logits', factsOf(model))

/** Ones in that shape: what the numbers are does not matter where layers are found. */
const ones = (name: string, dims: readonly number[]): OnnxTensor =>
  createFloats(name, dims, new Float32Array(dims.reduce((product, size) => product * size, 1)).fill(1))

const convolution = [createNode('Conv', ['input', 'kernel'], ['map'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] })]
const kernel = ones('kernel', [4, 3, 3, 3])
const ending = (map: string): readonly OnnxNode[] => [
  createNode('GlobalAveragePool', [map], ['pool']),
  createNode('Flatten', ['pool'], ['embedding'], { axis: 1 }),
  createNode('Gemm', ['embedding', 'dense', 'bias'], ['logits'], { transB: 1 }),
]
const dense = createFloats('dense', [2, 4], [1, 2, 3, 4, 5, 6, 7, 8])
const endingConstants = [dense, createFloats('bias', [2], [0, 0])]

describe('spatial layers', () => {
  test('are the maps that everything passes through, first to last', () => {
    const model = networkOf(
      [...convolution, createNode('Relu', ['map'], ['active']), ...ending('active')],
      [kernel, ...endingConstants],
    )
    expect(layersOf(model).map(({ name }) => name)).toEqual(['map', 'active'])
  })

  test('leave out what a shortcut leads past', () => {
    const model = networkOf(
      [
        ...convolution,
        createNode('Sigmoid', ['map'], ['inside']),
        createNode('Add', ['map', 'inside'], ['sum']),
        ...ending('sum'),
      ],
      [kernel, ...endingConstants],
    )
    expect(layersOf(model).map(({ name }) => name)).toEqual(['map', 'sum'])
  })

  test('know that channels come last behind a transposition, and after element-wise operators', () => {
    const model = networkOf(
      [
        ...convolution,
        createNode('Transpose', ['map'], ['turned'], { perm: [0, 2, 3, 1] }),
        createNode('Mul', ['turned', 'scale'], ['scaled']),
        createNode('ReduceMean', ['scaled'], ['embedding'], { axes: [1, 2], keepdims: 0 }),
        createNode('MatMul', ['embedding', 'columns'], ['logits']),
      ],
      [kernel, ones('scale', [4]), ones('columns', [4, 2])],
    )
    expect(layersOf(model).map(({ name, layout }) => [name, layout.kind])).toEqual([
      ['map', 'channels-first'],
      ['scaled', 'channels-last'],
    ])
  })

  test('follow patches that are merged by keeping every other row and column', () => {
    const every = (axis: number, start: number, from: string, to: string): OnnxNode =>
      createNode('Slice', [from, `start${start}`, 'end', `axis${axis}`, 'two'], [to])
    const model = networkOf(
      [
        ...convolution,
        createNode('Transpose', ['map'], ['turned'], { perm: [0, 2, 3, 1] }),
        every(1, 0, 'turned', 'even_rows'),
        every(2, 0, 'even_rows', 'even'),
        every(1, 1, 'turned', 'odd_rows'),
        every(2, 1, 'odd_rows', 'odd'),
        createNode('Concat', ['even', 'odd'], ['joined'], { axis: -1 }),
        createNode('MatMul', ['joined', 'mix'], ['merged']),
        createNode('ReduceMean', ['merged'], ['embedding'], { axes: [1, 2], keepdims: 0 }),
        createNode('MatMul', ['embedding', 'columns'], ['logits']),
      ],
      [
        kernel,
        ...[0, 1].map((start) => createIntegers(`start${start}`, [1], [start])),
        ...[1, 2].map((axis) => createIntegers(`axis${axis}`, [1], [axis])),
        createIntegers('end', [1], [side]),
        createIntegers('two', [1], [2]),
        ones('mix', [8, 4]),
        ones('columns', [4, 2]),
      ],
    )
    expect(layersOf(model).at(-1)).toEqual({
      name: 'merged',
      layout: { kind: 'channels-last', rows: 4, columns: 4, prefix: 0 },
    })
  })

  test('take no windows, whose positions are not those of the frame', () => {
    const model = networkOf(
      [
        ...convolution,
        createNode('Reshape', ['map', 'shape'], ['windows']),
        createNode('Relu', ['windows'], ['active']),
        createNode('ReduceMean', ['active'], ['embedding'], { axes: [1, 2], keepdims: 0 }),
        createNode('MatMul', ['embedding', 'columns'], ['logits']),
      ],
      [kernel, createIntegers('shape', [4], [1, 16, 4, 4]), ones('columns', [4, 2])],
    )
    expect(layersOf(model).map(({ name }) => name)).toEqual(['map'])
  })
})

/** 2 x 2 patches of 4 numbers behind a class token, one attention, and a choice of the class token: a ViT of one block. */
function tokenNetwork(): OnnxModel {
  return networkOf(
    [
      createNode('Conv', ['input', 'patches'], ['map'], { kernel_shape: [4, 4], strides: [4, 4] }),
      createNode('Reshape', ['map', 'flat'], ['rows']),
      createNode('Transpose', ['rows'], ['embedded'], { perm: [0, 2, 1] }),
      createNode('Concat', ['class', 'embedded'], ['tokens'], { axis: 1 }),
      createNode('Unsqueeze', ['tokens', 'heads_axis'], ['heads']),
      createNode('Transpose', ['heads'], ['keys'], { perm: [0, 1, 3, 2] }),
      createNode('MatMul', ['heads', 'keys'], ['products']),
      createNode('Softmax', ['products'], ['attention'], { axis: -1 }),
      createNode('MatMul', ['attention', 'heads'], ['mixed_heads']),
      createNode('Squeeze', ['mixed_heads', 'heads_axis'], ['mixed']),
      createNode('Add', ['tokens', 'mixed'], ['block']),
      createNode('Gather', ['block', 'first'], ['embedding'], { axis: 1 }),
      createNode('MatMul', ['embedding', 'columns'], ['logits']),
    ],
    [
      ones('patches', [4, 3, 4, 4]),
      createIntegers('flat', [3], [1, 4, 4]),
      ones('class', [1, 1, 4]),
      createIntegers('heads_axis', [1], [1]),
      createIntegers('first', [], [0]),
      ones('columns', [4, 2]),
    ],
  )
}

describe('tokens', () => {
  test('lie on the grid of the patches, behind those that were joined in front', () => {
    const model = tokenNetwork()
    expect(layersOf(model).map(({ name, layout }) => [name, layout.kind, layout.prefix])).toEqual([
      ['map', 'channels-first', 0],
      ['tokens', 'tokens', 1],
      ['block', 'tokens', 1],
    ])
  })

  test('count as the layer where the class token still attends to them, not behind that', () => {
    const model = tokenNetwork()
    const chosen = chooseSpatialLayer(layersOf(model), model, factsOf(model))
    expect(chosen?.layer.name).toBe('tokens')
    expect(chosen?.reason).toContain('class token')
  })

  test('attend to one another where a softmax is as wide and high as there are tokens', () => {
    const model = tokenNetwork()
    expect(findAttention(model, layersOf(model), factsOf(model), 1)).toEqual([
      { name: 'attention', heads: 1, tokens: 5, prefix: 1, rows: 2, columns: 2 },
    ])
  })
})

describe('the linear head', () => {
  const headOf = (model: OnnxModel) =>
    findLinearHead(model, 'logits', gridLayouts(model, factsOf(model)), factsOf(model), weights)

  test('of a transposed Gemm has the rows of its weights', () => {
    const head = headOf(networkOf([...convolution, ...ending('map')], [kernel, ...endingConstants]))
    expect(head).toEqual({ tensor: 'map', weights: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) })
  })

  test('of a product has the columns, its bias aside', () => {
    const nodes = [
      ...convolution,
      createNode('ReduceMean', ['map'], ['embedding'], { axes: [2, 3], keepdims: 0 }),
      createNode('MatMul', ['embedding', 'columns'], ['product']),
      createNode('Add', ['bias', 'product'], ['logits']),
    ]
    const columns = createFloats('columns', [4, 2], [1, 5, 2, 6, 3, 7, 4, 8])
    expect(headOf(networkOf(nodes, [kernel, columns, createFloats('bias', [2], [1, 1])]))?.weights).toEqual(
      Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    )
  })

  test('may be a convolution of the pooled map', () => {
    const nodes = [
      ...convolution,
      createNode('GlobalAveragePool', ['map'], ['pool']),
      createNode('Conv', ['pool', 'pointwise'], ['classes'], { kernel_shape: [1, 1] }),
      createNode('Flatten', ['classes'], ['logits'], { axis: 1 }),
    ]
    const pointwise = createFloats('pointwise', [2, 4, 1, 1], [1, 2, 3, 4, 5, 6, 7, 8])
    expect(headOf(networkOf(nodes, [kernel, pointwise]))?.weights).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8))
  })

  test('of a Gemm that scales its product has its rows scaled', () => {
    const [pool, flat] = ending('map')
    const dense = createNode('Gemm', ['embedding', 'dense', 'bias'], ['logits'], { transB: 1, alpha: { float: 2 } })
    const head = headOf(networkOf([...convolution, pool!, flat!, dense], [kernel, ...endingConstants]))
    expect(head?.weights).toEqual(Float32Array.of(2, 4, 6, 8, 10, 12, 14, 16))
  })

  test.each([
    [6, null],
    [8, 'map'],
  ])('a window of %i on a map of 8: the tensor averaged is %s', (size, tensor) => {
    const pool = createNode('AveragePool', ['map'], ['pool'], { kernel_shape: [size, size], strides: [size, size] })
    const head = headOf(networkOf([...convolution, pool, ...ending('map').slice(1)], [kernel, ...endingConstants]))
    expect(head?.tensor ?? null).toBe(tensor)
  })

  test('is none behind a mean over channels, be they as many as positions', () => {
    const nodes = [
      createNode('Conv', ['input', 'patches'], ['map'], { kernel_shape: [4, 4], strides: [4, 4] }),
      createNode('ReduceMean', ['map'], ['pool'], { axes: [1], keepdims: 0 }),
      ...ending('map').slice(1),
    ]
    expect(headOf(networkOf(nodes, [ones('patches', [4, 3, 4, 4]), ...endingConstants]))).toBeNull()
  })

  test('is none where something not linear lies between pool and logits', () => {
    const nodes = [
      ...convolution,
      createNode('GlobalAveragePool', ['map'], ['pool']),
      createNode('Relu', ['pool'], ['active']),
      createNode('Flatten', ['active'], ['embedding'], { axis: 1 }),
      createNode('Gemm', ['embedding', 'dense', 'bias'], ['logits'], { transB: 1 }),
    ]
    expect(headOf(networkOf(nodes, [kernel, ...endingConstants]))).toBeNull()
  })
})
