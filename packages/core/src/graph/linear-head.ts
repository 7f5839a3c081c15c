import type { TensorFacts } from './facts.ts'
import type { GridLayout } from './grid-layouts.ts'
import { floatAttribute, integerAttribute, integersAttribute } from './node.ts'
import { graphOf, type OnnxModel, type OnnxNode } from './proto.ts'
import { readNumbers, type Weights } from './tensor.ts'
import { constantsOf, producersOf } from './walk.ts'

/** The tensor that is averaged over its grid, and the rows of the dense layer behind that. */
export interface FoundHead {
  readonly tensor: string
  /** f32[classes, channels]. */
  readonly weights: Float32Array
}

/** Between pool, dense layer and logits: operators that change no number; a bias changes none of the weights. */
const passing: readonly string[] = ['Identity', 'Dropout', 'Flatten', 'Reshape', 'Squeeze', 'Unsqueeze', 'Cast']
const pools: readonly string[] = ['GlobalAveragePool', 'ReduceMean', 'AveragePool']

/** The end of a network that is one global average pool and one dense layer; null for any other end. */
export function findLinearHead(
  model: OnnxModel,
  logits: string,
  layouts: ReadonlyMap<string, GridLayout>,
  facts: TensorFacts,
  weights: Weights,
): FoundHead | null {
  const producers = producersOf(graphOf(model))
  const constants = constantsOf(model.graph!)
  const numbersOf = (name: string | undefined): ArrayLike<number> | null => {
    const tensor = constants.get(name ?? '')
    return tensor === undefined ? null : readNumbers(tensor, weights)
  }
  const dense = skip(producers, logits, (node) => passing.includes(node.opType) || isBias(node, constants))
  const classes = facts.get(logits)?.dims.at(-1) ?? 0
  const rows = dense === undefined ? null : denseRows(dense, numbersOf, facts, classes)
  const pool = rows === null ? undefined : skip(producers, dense!.input[0]!, ({ opType }) => passing.includes(opType))
  if (rows === null || pool === undefined || !pools.includes(pool.opType)) return null
  const [tensor] = pool.input
  const layout = layouts.get(tensor!)
  const before = facts.get(tensor!)?.dims ?? []
  const after = facts.get(pool.output[0]!)?.dims ?? []
  if (layout === undefined || layout.prefix > 0 || !averagesGrid(pool, layout, before.length, facts)) return null
  const channels = layout.kind === 'channels-first' ? before[1]! : before.at(-1)!
  const numbers = after.slice(1).reduce((product, size) => product * size, 1)
  return numbers === channels && rows.length === classes * channels ? { tensor: tensor!, weights: rows } : null
}

/** The axes of the grid, by layout. */
const gridAxes: Readonly<Record<GridLayout['kind'], readonly number[]>> = {
  'channels-first': [2, 3],
  'channels-last': [1, 2],
  tokens: [1],
  'tokens-last': [2],
}

/** Whether a pool is the mean over the whole grid: a window may leave out the rim, and a mean over channels leaves as many numbers where they are as many as positions. */
function averagesGrid(pool: OnnxNode, { kind, rows, columns }: GridLayout, rank: number, facts: TensorFacts): boolean {
  if (pool.opType === 'GlobalAveragePool') return true
  if (pool.opType === 'AveragePool') {
    const isPadded = integersAttribute(pool, 'pads')?.some((amount) => amount !== 0) ?? false
    const [height, width] = integersAttribute(pool, 'kernel_shape') ?? []
    return !isPadded && height === rows && width === columns
  }
  const axes = integersAttribute(pool, 'axes') ?? facts.get(pool.input[1] ?? '')?.values ?? []
  const grid = gridAxes[kind]
  return axes.length === grid.length && axes.every((axis) => grid.includes(axis < 0 ? axis + rank : axis))
}

/** The nearest node back from a tensor that is none of those to skip. */
function skip(
  producers: ReadonlyMap<string, OnnxNode>,
  tensor: string,
  passes: (node: OnnxNode) => boolean,
): OnnxNode | undefined {
  let node = producers.get(tensor)
  while (node !== undefined && passes(node)) node = producers.get(dataOf(node, producers))
  return node
}

/** The operand that is computed; a bias has its constant on either side. */
function dataOf(node: OnnxNode, producers: ReadonlyMap<string, OnnxNode>): string {
  return node.input.find((name) => producers.has(name) && producers.get(name)!.opType !== 'Constant') ?? ''
}

function isBias(node: OnnxNode, constants: ReadonlyMap<string, unknown>): boolean {
  return node.opType === 'Add' && node.input.some((name) => constants.has(name))
}

/** Rows of a dense layer, one per class; a 1 x 1 convolution of a pooled map is one as well. */
function denseRows(
  node: OnnxNode,
  numbersOf: (name: string | undefined) => ArrayLike<number> | null,
  facts: TensorFacts,
  classes: number,
): Float32Array | null {
  const numbers = numbersOf(node.input[1])
  const dims = facts.get(node.input[1] ?? '')?.dims ?? []
  if (numbers === null || classes === 0) return null
  if (node.opType === 'Conv') return numbers.length === dims[0]! * dims[1]! ? Float32Array.from(numbers) : null
  if (dims.length !== 2) return null
  const channels = numbers.length / classes
  if (node.opType === 'Gemm' && integerAttribute(node, 'transA', 0) === 0) {
    const rows = integerAttribute(node, 'transB', 0) === 1 ? Float32Array.from(numbers) : turned(numbers, channels, classes)
    const alpha = floatAttribute(node, 'alpha', 1)
    return rows.map((weight) => alpha * weight)
  }
  return node.opType === 'MatMul' ? turned(numbers, channels, classes) : null
}

function turned(numbers: ArrayLike<number>, rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, i) => numbers[(i % rows) * columns + Math.floor(i / rows)]!)
}
