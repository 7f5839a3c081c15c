import { freePrefix } from './free-name.ts'
import { createNode } from './node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode, type OnnxTensor, withGraph } from './proto.ts'
import { createFloats } from './tensor.ts'
import { declareValue } from './value.ts'
import { namesIn } from './walk.ts'

/** One vector per class, compared with the model's embedding. */
export interface Centroids {
  readonly classes: number
  /** Length of the embedding. */
  readonly length: number
  /** [classes, length], row-major; of any length, since only directions count. */
  readonly values: Float32Array
  /** What a cosine is multiplied with before the softmax. */
  readonly scale: number
}

/** A box of the frame, in shares of its width and height. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The tensor that something is attached to, with its shape for one picture. */
export interface AttachTo {
  readonly tensor: string
  readonly elementType: number
  /** Without the batch axis. */
  readonly shape: readonly number[]
}

/** Added to the squared length, which keeps a vector of zeros from becoming not-a-number. */
const smallestSquare = 1e-12

/**
 * The model with one output in place of its own: `scale` times the cosine between its embedding and each class's vector. Written with
 * operators that mean the same in every operator set.
 */
export function attachCentroids(model: OnnxModel, to: AttachTo, { classes, length, values, scale }: Centroids): OnnxModel {
  const names = freshNames(model, ['cast', 'flat', 'squares', 'sum', 'floored', 'norm', 'direction', 'cosines', 'classes'])
  const constants = freshNames(model, ['ones', 'floor', 'vectors'])
  return withEnd(model, classes, names.classes!, {
    nodes: [
      createNode('Cast', [to.tensor], [names.cast!], { to: elementTypes.float32 }),
      createNode('Flatten', [names.cast!], [names.flat!], { axis: 1 }),
      createNode('Mul', [names.flat!, names.flat!], [names.squares!]),
      createNode('MatMul', [names.squares!, constants.ones!], [names.sum!]),
      createNode('Add', [names.sum!, constants.floor!], [names.floored!]),
      createNode('Sqrt', [names.floored!], [names.norm!]),
      createNode('Div', [names.flat!, names.norm!], [names.direction!]),
      createNode('MatMul', [names.direction!, constants.vectors!], [names.classes!]),
    ],
    constants: [
      createFloats(constants.ones!, [length, 1], new Float32Array(length).fill(1)),
      createFloats(constants.floor!, [1], [smallestSquare]),
      createFloats(constants.vectors!, [length, classes], directions({ classes, length, values, scale })),
    ],
  })
}

/**
 * The model with one output in place of its own: each class's numbers averaged over a box of the output map f32[B,K,h,w]. Every cell counts whose
 * centre lies in the box; the nearest one where there is none.
 */
export function attachBox(model: OnnxModel, to: AttachTo, box: Box): OnnxModel {
  const [classes, rows, columns] = to.shape as [number, number, number]
  const names = freshNames(model, ['cast', 'inside', 'mean', 'classes'])
  const constants = freshNames(model, ['box'])
  return withEnd(model, classes, names.classes!, {
    nodes: [
      createNode('Cast', [to.tensor], [names.cast!], { to: elementTypes.float32 }),
      createNode('Mul', [names.cast!, constants.box!], [names.inside!]),
      createNode('GlobalAveragePool', [names.inside!], [names.mean!]),
      createNode('Flatten', [names.mean!], [names.classes!], { axis: 1 }),
    ],
    constants: [createFloats(constants.box!, [1, 1, rows, columns], boxWeights(box, rows, columns))],
  })
}

function withEnd(
  model: OnnxModel,
  classes: number,
  output: string,
  { nodes, constants }: { readonly nodes: readonly OnnxNode[]; readonly constants: readonly OnnxTensor[] },
): OnnxModel {
  const graph = graphOf(model)
  return withGraph(model, {
    node: [...graph.node, ...nodes],
    initializer: [...graph.initializer, ...constants],
    output: [declareValue(output, ['batch', classes])],
  })
}

/** Unit vectors times the scale, one per column. */
function directions({ classes, length, values, scale }: Centroids): Float32Array {
  const columns = new Float32Array(length * classes)
  for (let row = 0; row < classes; row++) {
    const vector = values.subarray(row * length, (row + 1) * length)
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
    for (let i = 0; i < length; i++) columns[i * classes + row] = (scale * vector[i]!) / norm
  }
  return columns
}

/** Weights whose mean product with a map is the mean over the box. */
function boxWeights({ x, y, width, height }: Box, rows: number, columns: number): Float32Array {
  const inside = (from: number, size: number, cells: number): readonly number[] => {
    const all = Array.from({ length: cells }, (_, i) => i)
    const chosen = all.filter((i) => (i + 0.5) / cells >= from && (i + 0.5) / cells <= from + size)
    return chosen.length > 0 ? chosen : [Math.min(cells - 1, Math.floor((from + size / 2) * cells))]
  }
  const inRows = inside(y, height, rows)
  const inColumns = inside(x, width, columns)
  const weights = new Float32Array(rows * columns)
  const weight = (rows * columns) / (inRows.length * inColumns.length)
  for (const row of inRows) for (const column of inColumns) weights[row * columns + column] = weight
  return weights
}

function freshNames(model: OnnxModel, wanted: readonly string[]): Readonly<Record<string, string>> {
  const prefix = freePrefix(namesIn(graphOf(model)), 'attached', wanted)
  return Object.fromEntries(wanted.map((name) => [name, `${prefix}_${name}`]))
}
