import { TelltaleError } from '../../errors.ts'
import { countPairs } from '../../math/kendall.ts'
import { spearman } from '../../math/spearman.ts'
import { rankPixels } from '../pixel-ranking.ts'

/** How far two maps of one picture agree. The first four look at the k places of largest magnitude of each, 0..1. */
export interface Agreement {
  /** Share of them that both maps have. */
  readonly overlap: number
  /** Share of them that both maps have at the same rank. */
  readonly sameRank: number
  /** Share of them that both maps have with the same sign. */
  readonly sameSign: number
  /** Share of them that both maps have at the same rank and with the same sign. */
  readonly sameSignedRank: number
  /** Spearman's, of all signed values, -1..1; NaN where a map is constant. */
  readonly rankCorrelation: number
  /** Share of all pairs of places that both maps put into the same order, equal ones included, 0..1. */
  readonly pairwise: number
}

/**
 * Compares two maps value by value, the places being pixels or regions. Ranks go by magnitude; of equal ones the lowest place comes first. Throws USAGE_PARAMETER
 * for maps of different length and for k outside 1..n.
 *
 * S. Krishna et al., The Disagreement Problem in Explainable Machine Learning, 2022.
 */
export function agreementOf(a: ArrayLike<number>, b: ArrayLike<number>, k: number): Agreement {
  if (!Number.isInteger(k) || k < 1 || k > a.length) {
    throw new TelltaleError('USAGE_PARAMETER', `"k" is ${k}.`, `Give a whole number from 1 to ${a.length}.`, {
      value: k,
      limit: a.length,
    })
  }
  const { pairs, tiedBoth, concordant } = countPairs(a, b)
  const [topOfA, topOfB] = [topPlaces(a, k), topPlaces(b, k)]
  const inB = new Set(topOfB)
  const isSameSign = (place: number): boolean => Math.sign(a[place]!) === Math.sign(b[place]!)
  const share = (holds: (place: number, rank: number) => boolean): number => topOfA.filter(holds).length / k
  return {
    overlap: share((place) => inB.has(place)),
    sameRank: share((place, rank) => topOfB[rank] === place),
    sameSign: share((place) => inB.has(place) && isSameSign(place)),
    sameSignedRank: share((place, rank) => topOfB[rank] === place && isSameSign(place)),
    rankCorrelation: spearman(a, b),
    pairwise: (concordant + tiedBoth) / pairs,
  }
}

function topPlaces(values: ArrayLike<number>, k: number): readonly number[] {
  return [...rankPixels(Float64Array.from(values, (value) => Math.abs(value))).order.subarray(0, k)]
}
