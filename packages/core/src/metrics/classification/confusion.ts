/** Relevance of a map over the pixels that show a class and those that do not, each 0 or more. */
export interface Confusion {
  /** Positive over the class. */
  readonly truePositive: number
  /** Negative over the class, as a size. */
  readonly falseNegative: number
  /** Positive elsewhere. */
  readonly falsePositive: number
  /** Negative elsewhere, as a size. */
  readonly trueNegative: number
}

/**
 * Reads a map as a confusion matrix: f32[pixels], signed; `isClass` is not 0 where a pixel shows the class that the map explains.
 *
 * A. Arias-Duart et al., A Confusion Matrix for Evaluating Feature Attribution Methods, 2023; B. Fresz et al., arXiv 2406.05068.
 */
export function confusionOf(map: ArrayLike<number>, isClass: ArrayLike<number>): Confusion {
  let [truePositive, falseNegative, falsePositive, trueNegative] = [0, 0, 0, 0]
  for (let pixel = 0; pixel < map.length; pixel++) {
    const value = map[pixel]!
    if (isClass[pixel] !== 0) {
      if (value > 0) truePositive += value
      else falseNegative -= value
    } else if (value > 0) falsePositive += value
    else trueNegative -= value
  }
  return { truePositive, falseNegative, falsePositive, trueNegative }
}
