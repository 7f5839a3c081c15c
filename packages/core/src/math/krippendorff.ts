import { type Coincidences, coincidencesOf } from './coincidences.ts'

/** What a difference between two ratings means: only whether there is one, how many ratings lie between, how large it is, or how large for their size. */
export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Krippendorff's alpha of a table of ratings, one row per rater and one column per unit, NaN = missing: 1 where raters agree, 0 where they agree
 * no more than ratings shuffled between units would, down to below -1. NaN where it is undefined: there are not two different ratings that can
 * be paired. O(raters * units + units * V^2) for V different ratings. Throws USAGE_PARAMETER when the rows differ in length.
 *
 * K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
 */
export function krippendorffAlpha(table: readonly ArrayLike<number>[], level: MeasurementLevel): number {
  const { observed, expected } = disagreements(table, level)
  return expected > 0 ? 1 - observed / expected : Number.NaN
}

/** Squared distances between ratings of the same unit, and as many as between ratings of any units, each summed over all pairs. */
export function disagreements(
  table: readonly ArrayLike<number>[],
  level: MeasurementLevel,
): { readonly observed: number; readonly expected: number } {
  const coincidences = coincidencesOf(table)
  const { values, counts, matrix } = coincidences
  const total = counts.reduce((sum, count) => sum + count, 0)
  const distance = squaredDistances(coincidences)[level]
  let observed = 0
  let expected = 0
  for (let v = 0; v < values.length; v++)
    for (let w = 0; w < values.length; w++) {
      if (v === w) continue
      const squared = distance(v, w)
      observed += matrix[v * values.length + w]! * squared
      expected += ((counts[v]! * counts[w]!) / (total - 1)) * squared
    }
  return { observed, expected }
}

/** Of the ratings at two places of `values`. */
function squaredDistances({
  values,
  counts,
}: Coincidences): Readonly<Record<MeasurementLevel, (v: number, w: number) => number>> {
  const upTo = counts.slice()
  for (let v = 1; v < upTo.length; v++) upTo[v]! += upTo[v - 1]!
  return {
    nominal: () => 1,
    ordinal: (v, w) => (upTo[w]! - upTo[v]! - (counts[w]! - counts[v]!) / 2) ** 2,
    interval: (v, w) => (values[v]! - values[w]!) ** 2,
    ratio: (v, w) => {
      const sum = values[v]! + values[w]!
      return sum === 0 ? 0 : ((values[v]! - values[w]!) / sum) ** 2
    },
  }
}
