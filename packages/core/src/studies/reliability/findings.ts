import type { BootstrapOptions } from '../../math/bootstrap.ts'
import { krippendorffAlpha } from '../../math/krippendorff.ts'
import { mean } from '../../math/mean.ts'
import { median } from '../../math/median.ts'
import { permutationTestOfRows } from '../../math/permutation-test.ts'
import { averageRanksOfPresent } from '../../math/ranks.ts'
import { spearmanMatrix } from '../../math/spearman.ts'
import { type ClassificationMetric, classificationMetrics } from '../../metrics/classification/classification-metrics.ts'
import { present } from '../comparison/cells.ts'
import { agreementOfPictures, type Ranking, rankMethods } from '../comparison/rankings.ts'
import type { MosaicTable, MosaicValues } from './collect.ts'
import type { ReliabilityMethod } from './parameters.ts'

/** All that is found of one metric on the mosaics that a model sees. */
export interface MetricReliability {
  readonly metric: ClassificationMetric
  /** Indices of the methods that it says something of, controls left out. */
  readonly methods: readonly number[]
  /** Of those, on mosaics with a value of each. */
  readonly ranking: Ranking
  /** Do mosaics rank the methods alike? Krippendorff's ordinal alpha, mosaics being the raters. */
  readonly agreement: ReturnType<typeof agreementOfPictures>
  /** How often shuffled rankings agree as much. */
  readonly p: number
  /** The same alpha with all mosaics, missing values left missing. */
  readonly alphaOfAll: number
  /** Mosaics left out of `ranking` for want of a value. */
  readonly dropped: number
  /** Do methods find the same mosaics easy? Spearman's correlations of every two methods. */
  readonly correlations: readonly Float64Array[]
}

export interface ReliabilityOptions {
  readonly bootstrap: BootstrapOptions
  readonly permutations: number
}

/** The reliability of every metric that at least two methods can be ranked by. */
export function reliabilityOf(
  { values }: MosaicValues,
  methods: readonly ReliabilityMethod[],
  options: ReliabilityOptions,
): readonly MetricReliability[] {
  return classificationMetrics.map((metric, index) => {
    const ranked = [...methods.keys()].filter((m) => !methods[m]!.isControl && (methods[m]!.isSigned || metric.ofPositiveMaps))
    return reliabilityOfMetric(metric, values[index]!, ranked, options)
  })
}

/** `values` is by method, then mosaic; NaN = missing. */
export function reliabilityOfMetric(
  metric: ClassificationMetric,
  values: readonly Float64Array[],
  methods: readonly number[],
  { bootstrap, permutations }: ReliabilityOptions,
): MetricReliability {
  const ranking = rankMethods(values, methods, metric.direction)
  const rows = methods.map((method) => values[method]!)
  const alpha = (table: readonly ArrayLike<number>[]): number =>
    table.length < 2 ? Number.NaN : krippendorffAlpha(table, 'ordinal')
  return {
    metric,
    methods,
    ranking,
    agreement: agreementOfPictures(ranking, bootstrap),
    p: permutationTestOfRows(ranking.ranks, alpha, { seed: bootstrap.seed, permutations }),
    alphaOfAll: alpha(rankEach(rows, metric.direction)),
    dropped: (rows[0]?.length ?? 0) - ranking.ranks.length,
    correlations: spearmanMatrix(rows),
  }
}

/** Per item the rank of each method among those with a value, 1 = best. */
function rankEach(rows: readonly Float64Array[], direction: 'higher' | 'lower'): readonly Float64Array[] {
  const sign = direction === 'lower' ? 1 : -1
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, item) => averageRanksOfPresent(rows.map((row) => sign * row[item]!)))
}

/** Whether tables rank the methods alike, by means and by medians: ordinal alpha with the tables as raters; NaN below two tables or methods. */
export function agreementOfTables(
  tables: readonly MosaicTable[],
  metric: number,
  methods: readonly number[],
): { readonly byMean: number; readonly byMedian: number } {
  const agreementBy = (middle: (values: Float64Array) => number): number => {
    if (tables.length < 2) return Number.NaN
    const rows = methods.map((method) => Float64Array.from(tables, ({ seen }) => middle(present(seen.values[metric]![method]!))))
    return krippendorffAlpha(rankEach(rows, classificationMetrics[metric]!.direction), 'ordinal')
  }
  return { byMean: agreementBy(mean), byMedian: agreementBy(median) }
}

/** The mean of the correlations of different methods; NaN without any. */
export function meanCorrelation(correlations: readonly Float64Array[]): number {
  const pairs = correlations.flatMap((row, one) => Array.from(row.subarray(one + 1)))
  return mean(present(Float64Array.from(pairs)))
}
