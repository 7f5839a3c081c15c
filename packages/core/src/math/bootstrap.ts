import { createRandom } from '../random/random.ts'
import { quantile } from './quantile.ts'
import { requireSameLength } from './same-length.ts'

export interface BootstrapOptions {
  readonly seed: number
  /** At least 1000 for an interval that is printed; 2000 unless given. */
  readonly resamples?: number
  /** Share of the resamples inside the interval; .95 unless given. */
  readonly level?: number
}

export interface Interval {
  readonly low: number
  readonly high: number
  /** Resamples in which the statistic was undefined; they are in neither end. */
  readonly undefinedResamples: number
}

/**
 * Percentile interval of a statistic of `count` items: items are drawn with replacement, the statistic is told which, and the ends are quantiles
 * of what it says. What belongs to one item is drawn together, so the same items of several columns keep their pairing. Ends are NaN where there
 * are fewer than two items or no resample has a value. The same seed gives the same interval.
 *
 * B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
 */
export function bootstrapInterval(
  count: number,
  statistic: (items: Uint32Array) => number,
  { seed, resamples = 2000, level = 0.95 }: BootstrapOptions,
): Interval {
  if (count < 2) return { low: Number.NaN, high: Number.NaN, undefinedResamples: 0 }
  const random = createRandom(seed)
  const items = new Uint32Array(count)
  const drawn = new Float64Array(resamples)
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < count; i++) items[i] = Math.floor(random.next() * count)
    drawn[resample] = statistic(items)
  }
  const defined = drawn.filter((value) => !Number.isNaN(value))
  return {
    low: quantile(defined, (1 - level) / 2),
    high: quantile(defined, (1 + level) / 2),
    undefinedResamples: resamples - defined.length,
  }
}

/** The interval of the mean of some values. */
export function bootstrapMean(values: ArrayLike<number>, options: BootstrapOptions): Interval {
  return bootstrapInterval(values.length, (items) => meanOf(values, items), options)
}

/** The interval of the mean of `a - b`, drawn in pairs. Throws USAGE_PARAMETER when the lengths differ. */
export function bootstrapPairedDifference(a: ArrayLike<number>, b: ArrayLike<number>, options: BootstrapOptions): Interval {
  requireSameLength(a, b)
  return bootstrapMean(
    Float64Array.from(a, (value, i) => value - b[i]!),
    options,
  )
}

function meanOf(values: ArrayLike<number>, items: Uint32Array): number {
  let sum = 0
  for (const item of items) sum += values[item]!
  return sum / items.length
}
