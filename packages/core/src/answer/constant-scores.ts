import type { Warning } from '../model/classifier.ts'

/** Below this spread of the scores of all masks no ranking means much. */
const smallestSpread = 0.01

/** SCORE_CONSTANT where the scores of several masks are almost the same; `what` says which score of the target they are. */
export function constantWarnings(scores: ArrayLike<number>, what: 'score' | 'probability' = 'score'): Warning[] {
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < scores.length; i++) {
    least = Math.min(least, scores[i]!)
    largest = Math.max(largest, scores[i]!)
  }
  if (scores.length < 2 || largest - least >= smallestSpread) return []
  return [
    {
      code: 'SCORE_CONSTANT',
      message: `Whatever is hidden, the target keeps almost the same ${what} (it moved by ${(largest - least).toPrecision(2)}): no ranking means much here.`,
    },
  ]
}
