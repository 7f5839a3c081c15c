import type { Warning } from '../model/classifier.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'
import { isGiven } from './rule.ts'

/** Below this spread of the target's probability over all measured sets no ranking means much. */
const smallestSpread = 0.01
/** Below this confidence in the whole picture all classes are about as probable as each other. */
const smallestConfidence = 0.05

/** What a reader should know about the model's answers before trusting a ranking: SCORE_CONSTANT, SCORE_LOW, SCORE_BASELINE. */
export function scoreWarnings(sets: RegionSets): Warning[] {
  const warnings: Warning[] = []
  let measured = 0
  let least = 1
  let largest = 0
  for (const [, { probability }] of sets.measured()) {
    measured++
    least = Math.min(least, probability)
    largest = Math.max(largest, probability)
  }
  const spread = largest - least
  if (measured > 2 && spread < smallestSpread)
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
  const blank = sets.lookUp(new Uint8Array(sets.count))
  if (blank && isGiven(blank))
    warnings.push({
      code: 'SCORE_BASELINE',
      message:
        'With every region hidden the model already gives this class: that few regions are enough says little here. Try another baseline.',
    })
  return warnings
}
