import { TelltaleError } from '../errors.ts'
import { setOf } from '../surrogate/region-set.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { setValues, withOneMore } from './set-values.ts'

/** What the first regions of an order reach, and what no set of as many could exceed if F were submodular and never fell. */
export interface GreedyBound {
  readonly regions: number
  /** F of the first so many regions, 0..2. */
  readonly reached: number
  readonly limit: number
}

/** No set has a larger F: it is the sum of two numbers that are at most 1. */
const largestValue = 2

/**
 * The data-dependent bound of submodular maximisation at the first k regions S of an order: if F(S) = p(keep S) + 1 - p(drop S) were submodular
 * and never fell when a region is added, no k regions could exceed F(S) plus the k largest positive gains F(S + x) - F(S) of the regions
 * outside. On real networks F is neither, and the figure a yardstick, no limit. Measures up to 2 (N - k) + 2 sets; null, with nothing spent,
 * when the budget cannot pay for them. Throws USAGE_PARAMETER unless k is a whole number in 0..N.
 *
 * G. L. Nemhauser, L. A. Wolsey and M. L. Fisher, An Analysis of Approximations for Maximizing Submodular Set Functions, 1978.
 */
export async function greedyBound(sets: RegionSets, order: ArrayLike<number>, regions: number): Promise<GreedyBound | null> {
  requirePrefix(regions, order.length)
  const start = setOf(
    Array.from({ length: regions }, (_, t) => order[t]!),
    sets.count,
  )
  const values = await unlessSpent(setValues(sets, [start, ...withOneMore(start).larger]))
  if (!values) return null
  const reached = values[0]!
  const gains = values.subarray(1).map((value) => Math.max(0, value - reached))
  const largest = gains.sort().subarray(Math.max(0, gains.length - regions))
  const limit = largest.reduce((sum, gain) => sum + gain, reached)
  return { regions, reached, limit: Math.min(largestValue, limit) }
}

function requirePrefix(regions: number, count: number): void {
  if (Number.isInteger(regions) && regions >= 0 && regions <= count) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `A bound was asked for at the first ${regions} of ${count} regions.`,
    `Give 0 to ${count}.`,
    {
      value: regions,
      limit: count,
    },
  )
}
