import { complementOf, prefixesOf } from '../surrogate/region-set.ts'
import type { RegionSets, SetScore } from '../surrogate/region-sets.ts'

/** Scores of the prefixes 0..N of an order, shown alone and hidden; undefined = not measured. */
export interface PrefixScores {
  readonly kept: readonly (SetScore | undefined)[]
  readonly dropped: readonly (SetScore | undefined)[]
}

/** What was measured of both curves of an order. */
export function prefixScores(sets: RegionSets, order: ArrayLike<number>): PrefixScores {
  const prefixes = prefixesOf(order)
  return { kept: prefixes.map((set) => sets.lookUp(set)), dropped: prefixes.map((set) => sets.lookUp(complementOf(set))) }
}

/** The smallest t in 1..N whose score passes; null when none does, or when a shorter prefix was not measured and might. */
export function shortestPrefix(scores: readonly (SetScore | undefined)[], passes: (score: SetScore) => boolean): number | null {
  for (let t = 1; t < scores.length; t++) {
    const score = scores[t]
    if (!score) return null
    if (passes(score)) return t
  }
  return null
}

/** The first of the measured prefixes 1..N with the largest probability; null when none was measured. */
export function peakPrefix(
  scores: readonly (SetScore | undefined)[],
): { readonly regions: number; readonly probability: number } | null {
  let peak: { regions: number; probability: number } | null = null
  for (let t = 1; t < scores.length; t++) {
    const probability = scores[t]?.probability
    if (probability !== undefined && (!peak || probability > peak.probability)) peak = { regions: t, probability }
  }
  return peak
}
