import { TelltaleError } from '../errors.ts'
import type { Classifier } from '../model/classifier.ts'
import type { Scores, Want } from './mask-evaluator.ts'
import type { MemoEntry } from './memo.ts'

/** Scores of so many rows, all zero. Throws USAGE_PARAMETER where features are wanted of a model without. */
export function emptyScores(count: number, targets: number, want: Want, classifier: Classifier): Scores {
  const { classes, featureLength } = classifier.info
  if (want.features && featureLength === 0) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      'This model exposes no embedding.',
      'Use terms that need none: set the weight of effectiveness to 0.',
    )
  }
  return {
    count,
    probabilities: new Float64Array(count * targets),
    logits: new Float64Array(count * targets),
    confidence: new Float64Array(count),
    predicted: new Uint32Array(count),
    top: new Float64Array(count),
    ...(want.features ? { features: new Float32Array(count * featureLength) } : {}),
    ...(want.classes ? { classes: new Float32Array(count * classes) } : {}),
  }
}

/** Writes one row. */
export function putEntry(scores: Scores, index: number, entry: MemoEntry): void {
  scores.probabilities.set(entry.probabilities, index * entry.probabilities.length)
  scores.logits.set(entry.logits, index * entry.logits.length)
  scores.confidence[index] = entry.confidence
  scores.predicted[index] = entry.predicted
  scores.top[index] = entry.top
}

/** Copies one row to another, with all that there is of it. */
export function copyRow(scores: Scores, from: number, to: number): void {
  for (const values of [
    scores.probabilities,
    scores.logits,
    scores.confidence,
    scores.predicted,
    scores.top,
    scores.features,
    scores.classes,
  ]) {
    if (!values || scores.count === 0) continue
    const length = values.length / scores.count
    values.copyWithin(to * length, from * length, (from + 1) * length)
  }
}
