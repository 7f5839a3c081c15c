import { variance } from '../../math/variance.ts'
import type { MethodContext } from '../method.ts'
import { createRiseMasks } from './rise-masks.ts'
import type { RiseParameters } from './rise-parameters.ts'
import { streamScores } from './stream-scores.ts'

const candidates = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
const masksEach = 100

/** Forwards of the choice. */
export const chooseKeepForwards = candidates.length * masksEach

/**
 * The probability of keeping a cell whose masks move the target's score most, by its standard deviation over 100 masks; of equals the lowest. Only
 * the target is looked at. Null when the budget does not pay for all.
 */
export async function chooseKeep(context: MethodContext, { grid, space }: RiseParameters): Promise<number | null> {
  if (context.budget < chooseKeepForwards) return null
  let best: number | null = null
  let widest = -1
  for (const keep of candidates) {
    const scores = new Float64Array(masksEach)
    const masksOf = createRiseMasks(context.evaluator.frame, { grid, keep, seed: context.seed })
    let seen = 0
    for await (const chunk of streamScores(context, masksEach, space, masksOf)) {
      scores.set(chunk.scores, chunk.first)
      seen += chunk.count
    }
    if (seen < masksEach) return null
    const spread = variance(scores)
    if (spread > widest) {
      widest = spread
      best = keep
    }
  }
  return best
}
