import { TelltaleError } from '../errors.ts'
import { pearson } from './pearson.ts'
import { averageRanks } from './ranks.ts'
import { requireSameLength } from './same-length.ts'

/**
 * Spearman's rank correlation of two lists of equal length, -1..1, with average ranks for ties. NaN where it is undefined: one side is constant,
 * has fewer than two values or a NaN. Throws USAGE_PARAMETER when the lengths differ.
 *
 * C. Spearman, The Proof and Measurement of Association between Two Things, 1904.
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  requireSameLength(a, b)
  return pearson(averageRanks(a), averageRanks(b))
}

/**
 * Spearman's correlations of every two rows, `[rows][rows]`: for two rows over the items that both have a value of, NaN being a missing one. NaN
 * where it is undefined; 1 on the diagonal otherwise. Throws USAGE_PARAMETER when the rows differ in length.
 */
export function spearmanMatrix(rows: readonly ArrayLike<number>[]): readonly Float64Array[] {
  return rows.map((a) =>
    Float64Array.from(rows, (b) => {
      requireSameLength(a, b)
      const both = Array.from({ length: a.length }, (_, item) => item).filter(
        (item) => !Number.isNaN(a[item]!) && !Number.isNaN(b[item]!),
      )
      return spearman(
        both.map((item) => a[item]!),
        both.map((item) => b[item]!),
      )
    }),
  )
}

/**
 * Spearman's correlation of two orders of the same N items: 1 for the same order, -1 for the reverse; NaN for fewer than two items. Throws
 * USAGE_PARAMETER when one of them is no permutation of 0..N-1.
 */
export function spearmanOfOrders(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return spearman(placesOf(a), placesOf(b))
}

/** Where each item stands in the order. */
function placesOf(order: ArrayLike<number>): Float64Array {
  const places = new Float64Array(order.length).fill(Number.NaN)
  for (let place = 0; place < order.length; place++) {
    const item = order[place]!
    // NaN marks a place that is still free; undefined, one that does not exist.
    if (!Number.isNaN(places[item])) throw notAnOrder(item, order.length)
    places[item] = place
  }
  return places
}

function notAnOrder(item: number, count: number): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `An order of ${count} regions names ${item} twice, or it is none of them.`,
    `Give each of 0 to ${count - 1} once.`,
    { value: item, limit: count },
  )
}
