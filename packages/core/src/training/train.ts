import { throwIfCancelled } from '../errors.ts'
import { createRandom, type Random, shuffled } from '../random/random.ts'
import type { Optimiser, TrainingStep, Weights } from './training-step.ts'

export interface TrainOptions {
  readonly step: TrainingStep
  /** Changed in place. */
  readonly weights: Weights
  readonly optimiser: Optimiser
  /** Class of each example. */
  readonly labels: ArrayLike<number>
  /** Writes an example as a row, changed at random as it is each time it is seen. */
  readonly write: (example: number, row: Float32Array, random: Random) => void
  readonly epochs: number
  readonly seed: number
  readonly signal: AbortSignal
}

/**
 * Trains weights over shuffled examples and gives the mean loss of each epoch. A last batch that is not full is filled up from the front of the same
 * shuffled order. Equal options give equal weights. Throws CANCELLED.
 */
export async function train(options: TrainOptions): Promise<readonly number[]> {
  const { step, weights, optimiser, labels, write, epochs, seed, signal } = options
  const random = createRandom(seed)
  const rows = new Float32Array(step.batch * step.rowLength)
  const classes = new Uint32Array(step.batch)
  const losses: number[] = []
  let steps = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(labels.length, random)
    let [loss, batches] = [0, 0]
    for (let start = 0; start < order.length; start += step.batch) {
      throwIfCancelled(signal)
      for (let row = 0; row < step.batch; row++) {
        const example = order[(start + row) % order.length]!
        write(example, rows.subarray(row * step.rowLength, (row + 1) * step.rowLength), random)
        classes[row] = labels[example]!
      }
      const result = await step.run(rows, classes, weights)
      optimiser(weights, result.gradients, steps++)
      loss += result.loss
      batches++
    }
    losses.push(loss / batches)
  }
  return losses
}
