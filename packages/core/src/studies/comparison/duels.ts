import { type BootstrapOptions, bootstrapMean, type Interval } from '../../math/bootstrap.ts'
import { mean } from '../../math/mean.ts'
import { wilcoxonSignedRank } from '../../math/wilcoxon.ts'

/** One method against another by one metric, picture by picture. */
export interface Duel {
  /** Pictures on which both have a value. */
  readonly pictures: number
  readonly wins: number
  readonly ties: number
  readonly losses: number
  /** Mean of the first's value minus the other's, in the metric's own unit, with its interval. */
  readonly difference: number
  readonly interval: Interval
  /** Wilcoxon's signed-rank test, two-sided; NaN where all pictures tie. */
  readonly p: number
}

/** Compares values of two methods on the same pictures; a win is a better value by the metric's direction. */
export function duel(one: Float64Array, other: Float64Array, direction: 'higher' | 'lower', options: BootstrapOptions): Duel {
  const differences = one.map((value, picture) => value - other[picture]!).filter((value) => !Number.isNaN(value))
  const better = direction === 'higher' ? 1 : -1
  return {
    pictures: differences.length,
    wins: differences.filter((value) => value * better > 0).length,
    ties: differences.filter((value) => value === 0).length,
    losses: differences.filter((value) => value * better < 0).length,
    difference: mean(differences),
    interval: bootstrapMean(differences, options),
    p: wilcoxonSignedRank(differences).p,
  }
}
