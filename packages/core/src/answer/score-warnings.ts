import type { Warning } from '../model/classifier.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'
import { constantWarnings } from './constant-scores.ts'
import { isGiven } from './rule.ts'

/** Below this confidence in the whole picture all classes are about as probable as each other. */
const smallestConfidence = 0.05

/** What a reader should know about the model's answers before trusting a ranking: SCORE_CONSTANT, SCORE_LOW, SCORE_BASELINE. */
export function scoreWarnings(sets: RegionSets): Warning[] {
  const scores = Array.from(sets.measured(), ([, { probability }]) => probability)
  // The blank and the whole picture alone say nothing of what is hidden between.
  const warnings: Warning[] = scores.length > 2 ? constantWarnings(scores, 'probability') : []
  const whole = sets.lookUp(new Uint8Array(sets.count).fill(1))
  if (whole && whole.confidence < smallestConfidence)
    warnings.push({
      code: 'SCORE_LOW',
      message:
        'The model gives all classes nearly the same probability on the whole picture. Check the preprocessing and the scale of its logits.',
    })
  const blank = sets.lookUp(new Uint8Array(sets.count))
  if (blank && isGiven(blank))
    warnings.push({
      code: 'SCORE_BASELINE',
      message:
        'With every region hidden the model already gives this class: that few regions are enough says little here. Try another baseline.',
    })
  return warnings
}
