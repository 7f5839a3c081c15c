import type { Warning } from '../../model/classifier.ts'
import type { SamplerName } from '../../random/sampler.ts'

/** Below this spread of the scores over all masks no ranking means much. */
const smallestSpread = 0.01

/** SCORE_CONSTANT where the scores of all masks are almost the same. */
export function constantWarnings(scores: ArrayLike<number>): Warning[] {
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
      message: `Whatever is hidden, the target keeps almost the same score (it moved by ${(largest - least).toPrecision(2)}): no ranking means much here.`,
    },
  ]
}

/** SAMPLES_FEW where there are fewer masks than a method needs for so many cells or regions. */
export function fewSamplesWarnings(samples: number, needed: number, what: string): Warning[] {
  if (samples >= needed) return []
  return [
    {
      code: 'SAMPLES_FEW',
      message: `${samples} ${what} are few here: from ${needed} on the values can be told from chance.`,
    },
  ]
}

/** SAMPLER_REPLACED where another sampler had to take the place of the one that was asked for. */
export function samplerWarnings(wanted: SamplerName, used: SamplerName, dimensions: number): Warning[] {
  if (wanted === used) return []
  return [
    {
      code: 'SAMPLER_REPLACED',
      message: `The sampler ${wanted} has no points of ${dimensions} dimensions: ${used} was used.`,
    },
  ]
}
