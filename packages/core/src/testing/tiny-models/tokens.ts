import { createNode } from '../../graph/node.ts'
import type { OnnxNode } from '../../graph/proto.ts'
import { createFloats, createIntegers } from '../../graph/tensor.ts'
import { declareValue } from '../../graph/value.ts'
import { createModel, writeModel } from '../../graph/write-model.ts'
import { createRandom } from '../../random/random.ts'
import { plainPreprocess, type TinyModel } from './tiny-model.ts'

const side = 8
const patch = 4
const count = 5
const length = 4
const classes = 3

/**
 * The smallest vision transformer: patches of 4 x 4 pixels become four tokens of length 4, a class token goes in front, in two blocks every token adds
 * what it attends to (one head), and the class token is read by a MatMul. 8 x 8 pixels, 3 classes, 2 x 2 regions.
 */
export function tokens(): TinyModel {
  const { patches, classToken, blocks, head } = tokenWeights()
  const blockNodes = (block: number, from: string): readonly OnnxNode[] => [
    ...['query', 'key', 'value'].map((name) => createNode('MatMul', [from, `${name}_${block}`], [`${name}s_${block}`])),
    createNode('Transpose', [`keys_${block}`], [`turned_${block}`], { perm: [0, 2, 1] }),
    createNode('MatMul', [`querys_${block}`, `turned_${block}`], [`products_${block}`]),
    createNode('Mul', [`products_${block}`, 'scale'], [`scaled_${block}`]),
    createNode('Softmax', [`scaled_${block}`], [`attention_${block}`], { axis: -1 }),
    createNode('MatMul', [`attention_${block}`, `values_${block}`], [`attended_${block}`]),
    createNode('Add', [from, `attended_${block}`], [`tokens_${block}`]),
  ]
  const model = createModel(
    {
      inputs: [declareValue('input', ['batch', 3, side, side])],
      outputs: [declareValue('logits', ['batch', classes])],
      constants: [
        createFloats('patches', [length, 3, patch, patch], patches),
        createFloats('class_token', [1, 1, length], classToken),
        createFloats('scale', [], [0.5]),
        createFloats('head', [length, classes], head),
        createIntegers('zero', [1], [0]),
        createIntegers('first', [], [0]),
        createIntegers('one_token', [2], [1, length]),
        createIntegers('grid_tokens', [2], [length, count - 1]),
        ...blocks.flatMap((matrices, block) =>
          Object.entries(matrices).map(([name, values]) => createFloats(`${name}_${block}`, [length, length], values)),
        ),
      ],
      nodes: [
        createNode('Conv', ['input', 'patches'], ['embedded'], { kernel_shape: [patch, patch], strides: [patch, patch] }),
        createNode('Shape', ['embedded'], ['sizes']),
        createNode('Gather', ['sizes', 'zero'], ['rows'], { axis: 0 }),
        createNode('Concat', ['rows', 'grid_tokens'], ['grid_sizes'], { axis: 0 }),
        createNode('Reshape', ['embedded', 'grid_sizes'], ['columns']),
        createNode('Transpose', ['columns'], ['grid'], { perm: [0, 2, 1] }),
        createNode('Concat', ['rows', 'one_token'], ['front_sizes'], { axis: 0 }),
        createNode('Expand', ['class_token', 'front_sizes'], ['front']),
        createNode('Concat', ['front', 'grid'], ['tokens'], { axis: 1 }),
        ...blockNodes(0, 'tokens'),
        ...blockNodes(1, 'tokens_0'),
        createNode('Gather', ['tokens_1', 'first'], ['embedding'], { axis: 1 }),
        createNode('MatMul', ['embedding', 'head'], ['logits']),
      ],
    },
    16,
  )
  return {
    model: writeModel(model),
    frame: { width: side, height: side, rgb: Uint8Array.from({ length: 3 * side * side }, (_, i) => (i * 29 + 5) % 256) },
    labels: Uint16Array.from({ length: side * side }, (_, i) => 2 * Math.floor(i / side / 4) + Math.floor((i % side) / 4)),
    regions: 4,
    baseline: { kind: 'black' },
    preprocess: plainPreprocess(side, side),
  }
}

/** Tensors of `tokens` for one frame, row-major: tokens after the first block f64[5, 4], attention of both f64[5, 5], logits f64[3]. */
export interface TokenTensors {
  readonly tokens: Float64Array
  readonly attention: readonly [Float64Array, Float64Array]
  readonly logits: Float64Array
}

/** The tensors for one normalised frame f32[3, 8, 8], in float64 and by the definitions. `changed` stands in for the tokens after the first block. */
export function tokensTensors(input: ArrayLike<number>, changed?: ArrayLike<number>): TokenTensors {
  const { patches, classToken, blocks, head } = tokenWeights()
  const first = Float64Array.from({ length: count * length }, (_, at) => {
    const [token, channel] = [Math.floor(at / length) - 1, at % length]
    if (token < 0) return classToken[channel]!
    let sum = 0
    for (let i = 0; i < 3 * patch * patch; i++) {
      const [plane, y, x] = [Math.floor(i / 16), Math.floor((i % 16) / 4), i % 4]
      const pixel = (Math.floor(token / 2) * patch + y) * side + (token % 2) * patch + x
      sum += patches[channel * 48 + i]! * input[plane * side * side + pixel]!
    }
    return sum
  })
  const before = attend(first, blocks[0]!)
  const middle = changed === undefined ? before.tokens : Float64Array.from(changed)
  const after = attend(middle, blocks[1]!)
  const logits = Float64Array.from({ length: classes }, (_, k) =>
    [0, 1, 2, 3].reduce((sum, channel) => sum + after.tokens[channel]! * head[channel * classes + k]!, 0),
  )
  return { tokens: middle, attention: [before.attention, after.attention], logits }
}

type Block = Readonly<Record<'query' | 'key' | 'value', readonly number[]>>

function attend(rows: Float64Array, block: Block): { readonly tokens: Float64Array; readonly attention: Float64Array } {
  const times = (matrix: readonly number[]): Float64Array =>
    rows.map((_, at) => {
      const [token, column] = [Math.floor(at / length), at % length]
      return [0, 1, 2, 3].reduce((sum, i) => sum + rows[token * length + i]! * matrix[i * length + column]!, 0)
    })
  const [queries, keys, values] = [times(block.query), times(block.key), times(block.value)]
  const attention = new Float64Array(count * count)
  for (let row = 0; row < count; row++) {
    const weights = Array.from({ length: count }, (_, column) =>
      Math.exp(0.5 * [0, 1, 2, 3].reduce((sum, i) => sum + queries[row * length + i]! * keys[column * length + i]!, 0)),
    )
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    attention.set(
      weights.map((weight) => weight / total),
      row * count,
    )
  }
  const attended = rows.map((value, at) => {
    const [token, channel] = [Math.floor(at / length), at % length]
    return [0, 1, 2, 3, 4].reduce(
      (sum, other) => sum + attention[token * count + other]! * values[other * length + channel]!,
      value,
    )
  })
  return { tokens: attended, attention }
}

/** Multiples of 1/64 between -1 and 1, those of the patches between -1/4 and 1/4: exact in float32. */
function tokenWeights() {
  const random = createRandom(3)
  const draw = (many: number, divisor = 64): readonly number[] =>
    Array.from({ length: many }, () => (Math.floor(random.next() * 129) - 64) / divisor)
  const matrix = (): readonly number[] => draw(length * length)
  return {
    patches: draw(length * 3 * patch * patch, 256),
    classToken: draw(length),
    blocks: [
      { query: matrix(), key: matrix(), value: matrix() },
      { query: matrix(), key: matrix(), value: matrix() },
    ],
    head: draw(length * classes),
  }
}
