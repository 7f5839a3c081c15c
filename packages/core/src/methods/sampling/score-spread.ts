import type { Warning } from '../../model/classifier.ts'

/** Below this spread of the scores no map means much. */
const smallestSpread = 0.01

/** How far the scores of a method's masks are from each other, kept while they come. */
export interface ScoreSpread {
  readonly add: (scores: ArrayLike<number>) => void
  /** Largest minus smallest score; 0 before there are any. */
  readonly value: () => number
  /** SCORE_CONSTANT when at least two scores came and all are nearly the same. */
  readonly warnings: () => Warning[]
}

export function createScoreSpread(): ScoreSpread {
  let count = 0
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  const value = (): number => (count === 0 ? 0 : largest - least)
  return {
    add: (scores) => {
      for (let i = 0; i < scores.length; i++) {
        least = Math.min(least, scores[i]!)
        largest = Math.max(largest, scores[i]!)
      }
      count += scores.length
    },
    value,
    warnings: () => {
      if (count < 2 || value() >= smallestSpread) return []
      const message = `Whatever is hidden, the target keeps almost the same score (it moved by ${value().toPrecision(2)}): no map means much here.`
      return [{ code: 'SCORE_CONSTANT', message }]
    },
  }
}
