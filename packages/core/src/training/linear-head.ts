import { createNode } from '../graph/node.ts'
import { declareValue } from '../graph/value.ts'
import { createModel } from '../graph/write-model.ts'
import type { Trainable } from './trainable.ts'
import type { Weights } from './training-step.ts'

/** A dense layer on features: logits = weights x + bias. */
export interface Head {
  readonly classes: number
  readonly length: number
  /** f32[classes, length], row-major. */
  readonly weights: Float32Array
  /** f32[classes]. */
  readonly bias: Float32Array
}

/** Operator set of the graphs that are trained: the one that derivatives are written for. */
export const trainingOpset = 17

export function trainableHead({ classes, length }: Pick<Head, 'classes' | 'length'>, batch: number): Trainable {
  const weights = new Map([
    ['weights', [classes, length]],
    ['bias', [classes]],
  ])
  return {
    classes,
    row: [length],
    weights,
    model: createModel(
      {
        inputs: [declareValue('input', [batch, length]), ...Array.from(weights, ([name, dims]) => declareValue(name, dims))],
        outputs: [declareValue('logits', [batch, classes])],
        constants: [],
        nodes: [createNode('Gemm', ['input', 'weights', 'bias'], ['logits'], { transB: 1 })],
      },
      trainingOpset,
    ),
  }
}

/** The head's numbers under the names that its graph has for them, as copies. */
export function weightsOfHead({ weights, bias }: Head): Weights {
  return new Map([
    ['weights', weights.slice()],
    ['bias', bias.slice()],
  ])
}

/** The opposite. */
export function headOfWeights(weights: Weights): Head {
  const [rows, bias] = [weights.get('weights')!, weights.get('bias')!]
  return { classes: bias.length, length: rows.length / bias.length, weights: rows, bias }
}
