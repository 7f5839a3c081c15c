import type { Explanation } from '../explanation/document.ts'

/** Classes listed with their probabilities: the five that people compare. */
const listedClasses = 5

/** The most probable classes, falling; the lower index in a tie. */
export function topClasses(probabilities: Float32Array, labels: readonly string[]): Explanation['body']['scores']['top'] {
  const order = Uint32Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
  return Array.from(order.subarray(0, listedClasses), (index) => ({
    class: index,
    label: labels[index] ?? String(index),
    probability: Math.min(1, probabilities[index]!),
  }))
}
