import { throwIfCancelled } from '../../errors.ts'
import type { ActivationEvaluator } from '../../evaluator/activation-evaluator.ts'
import { unlessSpent } from '../../surrogate/unless-spent.ts'
import type { MethodContext } from '../method.ts'
import { openingForwards } from './open-layer.ts'

/** The target's logits for some consecutive stand-ins of a layer. */
export interface ScoredActivations {
  /** Index of the first of them. */
  readonly first: number
  readonly count: number
  readonly logits: Float64Array
}

/** So many at a time, and no more numbers than that where one fits. A result never depends on it. */
const most = 16
const mostNumbers = 2 ** 22

/**
 * Lets the layer hold one thing after another, 0..count-1, and gives the target's logits as they come. `write(index, into)` fills
 * f32[channels, rows, columns], zero before; it must depend on nothing but the index. Ends early where the budget does.
 */
export async function* streamActivations(
  context: MethodContext,
  head: ActivationEvaluator,
  count: number,
  write: (index: number, into: Float32Array) => void,
): AsyncGenerator<ScoredActivations> {
  const { length } = head.activation
  const chunk = Math.max(1, Math.min(most, Math.floor(mostNumbers / length)))
  const targets = context.evaluator.targets.length
  for (let first = 0; first < count; ) {
    throwIfCancelled(context.signal)
    const size = Math.min(chunk, count - first, context.budget - openingForwards - first, head.remaining)
    if (size < 1) return
    const held = new Float32Array(size * length)
    for (let i = 0; i < size; i++) write(first + i, held.subarray(i * length, (i + 1) * length))
    const scores = await unlessSpent(head.evaluate(held, size))
    if (!scores) return
    const logits = Float64Array.from({ length: size }, (_, i) => scores.logits[i * targets + context.target]!)
    yield { first, count: size, logits }
    first += size
  }
}
