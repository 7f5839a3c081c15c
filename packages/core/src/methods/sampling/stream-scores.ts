import { throwIfCancelled } from '../../errors.ts'
import type { Masks } from '../../evaluator/mask-evaluator.ts'
import { unlessSpent } from '../../surrogate/unless-spent.ts'
import type { MethodContext } from '../method.ts'

/** Scores of some consecutive masks of a method, in the order of the masks. */
export interface ScoredMasks<M extends Masks = Masks> {
  /** Index of the first of them. */
  readonly first: number
  readonly count: number
  /** Scores of the target, one per mask. */
  readonly scores: Float64Array
  readonly masks: M
}

/** Masks that exist at a time. A result never depends on it: masks and sums go by their index. */
const chunk = 64

/**
 * Shows masks 0..count-1 to the model, a chunk at a time, and gives their scores as they come. `masksOf(first, count)` makes some of them;
 * mask i must depend on the seed, the method and i only. Ends early where the budget does: as many masks as it pays for have been given.
 */
export async function* streamScores<M extends Masks>(
  context: MethodContext,
  count: number,
  space: 'probability' | 'logit',
  masksOf: (first: number, count: number) => M,
): AsyncGenerator<ScoredMasks<M>> {
  for (let first = 0; first < count; ) {
    const size = Math.min(chunk, count - first, context.budget - first, context.evaluator.remaining)
    if (size < 1) return
    const masks = masksOf(first, size)
    const scores = await scoreMasks(context, space, masks)
    if (!scores) return
    yield { first, count: size, masks, scores }
    first += size
  }
}

/** Scores of the target for a few masks at once, or null when the budget cannot pay for them. */
export async function scoreMasks(
  { evaluator, target, signal }: MethodContext,
  space: 'probability' | 'logit',
  masks: Masks,
): Promise<Float64Array | null> {
  throwIfCancelled(signal)
  const measured = await unlessSpent(evaluator.evaluate(masks))
  if (!measured) return null
  const all = space === 'logit' ? measured.logits : measured.probabilities
  const targets = evaluator.targets.length
  return Float64Array.from({ length: masks.count }, (_, i) => all[i * targets + target]!)
}
