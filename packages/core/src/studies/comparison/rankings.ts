import { type BootstrapOptions, bootstrapInterval, bootstrapMean, type Interval } from '../../math/bootstrap.ts'
import { krippendorffAlpha } from '../../math/krippendorff.ts'
import { mean } from '../../math/mean.ts'
import { averageRanks } from '../../math/ranks.ts'

/** How methods rank by one metric on the pictures of one model. */
export interface Ranking {
  /** Per picture the rank of each method, 1 = best, ties share their average; only pictures on which all of the ranked methods have a value. */
  readonly ranks: readonly Float64Array[]
  /** Methods that are ranked: those with a value on some picture. */
  readonly ranked: readonly number[]
}

/** Ranks the methods with these indices, by picture. `values` is by method, then picture; NaN = missing. */
export function rankMethods(values: readonly Float64Array[], methods: readonly number[], direction: 'higher' | 'lower'): Ranking {
  const ranked = methods.filter((method) => values[method]!.some((value) => !Number.isNaN(value)))
  const pictures = values[0]?.length ?? 0
  const ranks: Float64Array[] = []
  for (let picture = 0; picture < pictures; picture++) {
    const row = ranked.map((method) => (direction === 'lower' ? 1 : -1) * values[method]![picture]!)
    const places = averageRanks(row)
    if (places.length > 0 && !Number.isNaN(places[0]!)) ranks.push(places)
  }
  return { ranks, ranked }
}

/** The mean rank of each ranked method, with an interval over pictures. */
export function meanRanks(
  { ranks, ranked }: Ranking,
  options: BootstrapOptions,
): readonly (Interval & { readonly mean: number })[] {
  return ranked.map((_, place) => {
    const column = Float64Array.from(ranks, (row) => row[place]!)
    return { mean: mean(column), ...bootstrapMean(column, options) }
  })
}

/** A resample holds the same picture several times, and it agrees with itself: of few pictures that would pass for agreement. */
const fewestForInterval = 10

/**
 * How far pictures agree about the ranking: Krippendorff's ordinal alpha with pictures as raters and methods as what is rated. 1: every picture ranks
 * the methods alike; 0: knowing the ranking on some pictures says nothing about the next. NaN where fewer than two can be ranked.
 */
export function agreementOfPictures({ ranks }: Ranking, options: BootstrapOptions): Interval & { readonly alpha: number } {
  const alphaOf = (rows: readonly Float64Array[]): number => (rows.length < 2 ? Number.NaN : krippendorffAlpha(rows, 'ordinal'))
  return {
    alpha: alphaOf(ranks),
    ...(ranks.length < fewestForInterval
      ? { low: Number.NaN, high: Number.NaN, undefinedResamples: 0 }
      : bootstrapInterval(ranks.length, (items) => alphaOf(Array.from(items, (item) => ranks[item]!)), options)),
  }
}
