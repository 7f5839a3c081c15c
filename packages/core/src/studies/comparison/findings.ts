import type { BootstrapOptions } from '../../math/bootstrap.ts'
import { mean } from '../../math/mean.ts'
import type { ModelTable } from './collect.ts'
import { type Duel, duel } from './duels.ts'
import type { ComparedMethod, ComparisonMetric, ComparisonParameters } from './parameters.ts'
import { agreementOfPictures, meanRanks, type Ranking, rankMethods } from './rankings.ts'

/** All that is found of one model by one metric. */
export interface MetricFindings {
  readonly metric: ComparisonMetric
  /** By method: mean over the pictures that have a value; NaN without. */
  readonly means: readonly number[]
  /** Of the methods, without controls. */
  readonly ranking: Ranking
  readonly ranks: ReturnType<typeof meanRanks>
  readonly agreement: ReturnType<typeof agreementOfPictures>
  /** By method: the first method against it; null for the first itself. */
  readonly duels: readonly (Duel | null)[]
  /** By method: it against the control that does better; null for controls and where there is none. */
  readonly againstControl: readonly ({ readonly control: number; readonly duel: Duel } | null)[]
}

export interface ModelFindings {
  readonly table: ModelTable
  readonly metrics: readonly MetricFindings[]
}

/** What the summary needs of the settings. */
export interface Compared {
  readonly methods: readonly ComparedMethod[]
  readonly metrics: readonly ComparisonMetric[]
  readonly bootstrap: BootstrapOptions
}

export function findingsOf(table: ModelTable, compared: Compared): ModelFindings {
  return { table, metrics: compared.metrics.map((metric, index) => findingsOfMetric(table, metric, index, compared)) }
}

function findingsOfMetric(
  table: ModelTable,
  metric: ComparisonMetric,
  index: number,
  { methods, bootstrap }: Compared,
): MetricFindings {
  const { direction } = metric.metric
  const values = table.values.map((rows) => rows[index]!)
  const means = values.map((row) => mean(row.filter((value) => !Number.isNaN(value))))
  const indices = [...methods.keys()]
  const ranking = rankMethods(
    values,
    indices.filter((method) => !methods[method]!.isControl),
    direction,
  )
  const compare = (one: number, other: number): Duel => duel(values[one]!, values[other]!, direction, bootstrap)
  const control = bestOf(
    means,
    indices.filter((method) => methods[method]!.isControl),
    direction,
  )
  return {
    metric,
    means,
    ranking,
    ranks: meanRanks(ranking, bootstrap),
    agreement: agreementOfPictures(ranking, bootstrap),
    duels: indices.map((method) => (method === 0 ? null : compare(0, method))),
    againstControl: indices.map((method) =>
      control === null || methods[method]!.isControl ? null : { control, duel: compare(method, control) },
    ),
  }
}

/** The best of some methods by their means; null where none has one. */
export function bestOf(means: readonly number[], among: readonly number[], direction: 'higher' | 'lower'): number | null {
  const sign = direction === 'higher' ? 1 : -1
  return among
    .filter((method) => !Number.isNaN(means[method]!))
    .reduce<number | null>((best, method) => (best === null || sign * means[method]! > sign * means[best]! ? method : best), null)
}

/** What intervals are drawn with. */
export function bootstrapOf({ resamples }: Pick<ComparisonParameters, 'resamples'>, seed: number): BootstrapOptions {
  return { seed, resamples }
}
