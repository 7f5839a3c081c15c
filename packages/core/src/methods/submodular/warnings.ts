import type { Warning } from '../../model/classifier.ts'
import type { RegionSets, SetScore } from '../../surrogate/region-sets.ts'
import { initialMaskCount } from './searches/initial-masks.ts'

/** Below this spread of the target's probability over random masks no ranking means much. */
const smallestSpread = 0.01
/** Below this confidence in the whole picture all classes are about as probable as each other. */
const smallestConfidence = 0.05

/** What a reader should know about the model's answers before trusting a ranking: SCORE_CONSTANT, SCORE_LOW. */
export function scoreWarnings(sets: RegionSets): Warning[] {
  const warnings: Warning[] = []
  const first = firstScores(sets, 2 + initialMaskCount(sets.count)).map(({ probability }) => probability)
  const spread = Math.max(...first) - Math.min(...first)
  if (first.length > 2 && spread < smallestSpread)
    warnings.push({
      code: 'SCORE_CONSTANT',
      message: `Whatever is hidden, the target keeps almost the same probability (it moved by ${spread.toPrecision(2)}): no ranking means much here.`,
    })
  const whole = sets.lookUp(new Uint8Array(sets.count).fill(1))
  if (whole && whole.confidence < smallestConfidence)
    warnings.push({
      code: 'SCORE_LOW',
      message:
        'The model gives all classes nearly the same probability on the whole picture. Check the preprocessing and the scale of its logits.',
    })
  return warnings
}

function firstScores(sets: RegionSets, count: number): SetScore[] {
  const scores: SetScore[] = []
  for (const [, score] of sets.measured()) {
    if (scores.length === count) break
    scores.push(score)
  }
  return scores
}
