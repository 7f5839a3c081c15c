import { createNode } from '../../graph/node.ts'
import { createFloats } from '../../graph/tensor.ts'
import { modelOfShownRegions, type TinyModel } from './tiny-model.ts'

/**
 * Twelve regions with effects of their own and of pairs: the probability of class 0 is the logistic function of
 * `-1 + sum a_i + sum b_ij` over the shown ones, `a_i = (((7i+3) mod 13) - 6) / 4`, `b_ij = (((5i+11j+ij) mod 17) - 8) / 12` for i < j.
 */
export function logisticPair(): TinyModel {
  const twelfths = pairNumbers(12, (i) => 3 * (((7 * i + 3) % 13) - 6))
  return logisticModel({
    rows: 3,
    columns: 4,
    numbers: twelfths,
    divisor: 12,
    effects: new Array<number>(12).fill(0),
    offset: -1,
  })
}

/** A 7 x 7 grid: the logistic function of `-3 + sum sin(1.7 i) + sum b_ij` with `b_ij = (((5i+11j+ij) mod 17) - 8) / 60`. */
export function grid49(): TinyModel {
  const sixtieths = pairNumbers(49, () => 0)
  const effects = Array.from({ length: 49 }, (_, i) => Math.sin(1.7 * i))
  return logisticModel({ rows: 7, columns: 7, numbers: sixtieths, divisor: 60, effects, offset: -3 })
}

interface LogisticShape {
  readonly rows: number
  readonly columns: number
  /** Whole numbers, row by row: effects of single regions on the diagonal and of pairs above it. */
  readonly numbers: readonly number[]
  readonly divisor: number
  /** Effects that are no whole numbers. */
  readonly effects: readonly number[]
  readonly offset: number
}

function logisticModel({ rows, columns, numbers, divisor, effects, offset }: LogisticShape): TinyModel {
  const count = rows * columns
  // Sums of numbers with few bits are exact in any order, so every batch size gives the same bits.
  const coarse = effects.map((effect) => Math.round(effect * 2 ** 12) / 2 ** 12)
  const fine = effects.map((effect, i) => Math.round((effect - coarse[i]!) * 2 ** 26) / 2 ** 26)
  return modelOfShownRegions(rows, columns, {
    nodes: [
      createNode('MatMul', ['shown', 'numbers'], ['met']),
      createNode('Mul', ['met', 'shown'], ['counted']),
      createNode('MatMul', ['counted', 'ones'], ['whole']),
      createNode('Div', ['whole', 'divisor'], ['pairs']),
      createNode('MatMul', ['shown', 'coarse'], ['coarse_sum']),
      createNode('MatMul', ['shown', 'fine'], ['fine_sum']),
      createNode('Add', ['coarse_sum', 'fine_sum'], ['single']),
      createNode('Add', ['pairs', 'single'], ['effect']),
      createNode('Add', ['effect', 'offset'], ['log_odds']),
      createNode('Sub', ['log_odds', 'log_odds'], ['zero']),
      createNode('Concat', ['log_odds', 'zero'], ['logits'], { axis: 1 }),
    ],
    constants: [
      createFloats('numbers', [count, count], numbers),
      createFloats('ones', [count, 1], new Float32Array(count).fill(1)),
      createFloats('divisor', [], [divisor]),
      createFloats('coarse', [count, 1], coarse),
      createFloats('fine', [count, 1], fine),
      createFloats('offset', [], [offset]),
    ],
  })
}

function pairNumbers(count: number, own: (i: number) => number): readonly number[] {
  return Array.from({ length: count * count }, (_, at) => {
    const [i, j] = [Math.floor(at / count), at % count]
    if (i === j) return own(i)
    return i < j ? ((5 * i + 11 * j + i * j) % 17) - 8 : 0
  })
}
