import { type BootstrapOptions, bootstrapMean, type Interval } from '../../math/bootstrap.ts'
import { mean } from '../../math/mean.ts'
import type { ScoreTable } from './collect.ts'

export interface ScoreFindings extends Interval {
  readonly table: ScoreTable
  /** Mean correlation over the pictures that have one. */
  readonly score: number
  readonly pictures: number
  /** Pictures left out because the map or the drops are the same in every cell. */
  readonly undefinedPictures: number
}

export function scoreOf(table: ScoreTable, options: BootstrapOptions): ScoreFindings {
  const defined = Float64Array.from(table.correlations.filter((value) => !Number.isNaN(value)))
  return {
    table,
    score: mean(defined),
    ...bootstrapMean(defined, options),
    pictures: defined.length,
    undefinedPictures: table.correlations.length - defined.length,
  }
}

/** Standard deviation of the mean score of random maps: each picture's correlation of `cells` values has one of 1 / sqrt(cells - 1). */
export function deviationOfChance(cells: number, pictures: number): number {
  return 1 / Math.sqrt((cells - 1) * pictures)
}
