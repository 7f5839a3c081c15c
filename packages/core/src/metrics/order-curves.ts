import type { RegionSets } from '../surrogate/region-sets.ts'

/** Target probability along an order of regions; index t = the first t regions shown (insertion) or hidden (deletion). */
export interface OrderCurves {
  /** Cumulative share of the frame, 0..1, of the first t regions. */
  readonly share: Float64Array
  /** NaN = not measured. */
  readonly insertion: Float64Array
  readonly deletion: Float64Array
}

/** The sets of both curves at the given prefix sizes: each prefix, then each complement. */
function prefixSets(order: ArrayLike<number>, sizes: readonly number[]): { kept: Uint8Array[]; dropped: Uint8Array[] } {
  const count = order.length
  const kept = sizes.map((size) => {
    const set = new Uint8Array(count)
    for (let t = 0; t < size; t++) set[order[t]!] = 1
    return set
  })
  return { kept, dropped: kept.map((set) => set.map((bit) => 1 - bit)) }
}

/** What is known of both curves of an order without a further forward. */
export function knownCurves(sets: RegionSets, order: ArrayLike<number>): OrderCurves {
  const sizes = Array.from({ length: order.length + 1 }, (_, size) => size)
  const { kept, dropped } = prefixSets(order, sizes)
  const probability = (set: Uint8Array): number => sets.lookUp(set)?.probability ?? Number.NaN
  return {
    share: cumulativeShare(sets.areas, order),
    insertion: Float64Array.from(kept, probability),
    deletion: Float64Array.from(dropped, probability),
  }
}

/**
 * Measures both curves of an order with at most `limit` further forwards. When they do not suffice for every prefix, ones between the known
 * ends are measured, evenly spread, and the rest stay NaN.
 */
export async function measureCurves(
  sets: RegionSets,
  order: ArrayLike<number>,
  limit = Number.POSITIVE_INFINITY,
): Promise<OrderCurves> {
  const every = Array.from({ length: order.length + 1 }, (_, size) => size)
  const open = every.filter((size) => isOpen(sets, order, size))
  const affordable = Math.floor(Math.max(0, limit) / 2)
  await measureAt(sets, order, open.length <= affordable ? open : evenlyBetween(open, affordable))
  return knownCurves(sets, order)
}

/** Measures both curves of an order at these prefix sizes, in one round. */
export async function measureAt(sets: RegionSets, order: ArrayLike<number>, sizes: readonly number[]): Promise<void> {
  const { kept, dropped } = prefixSets(order, sizes)
  await sets.measure([...kept, ...dropped])
}

/** `count` of the items, evenly spread, the first and the last among them. */
export function evenlySpread<T>(items: readonly T[], count: number): T[] {
  if (count < 2) return items.slice(0, Math.max(0, count))
  return Array.from({ length: count }, (_, index) => items[Math.round((index * (items.length - 1)) / (count - 1))]!)
}

/** `count` of the items, evenly spread, with as much room before the first and after the last as between them. */
function evenlyBetween<T>(items: readonly T[], count: number): T[] {
  const step = (items.length + 1) / (count + 1)
  return Array.from({ length: count }, (_, index) => items[Math.round((index + 1) * step) - 1]!)
}

function isOpen(sets: RegionSets, order: ArrayLike<number>, size: number): boolean {
  const { kept, dropped } = prefixSets(order, [size])
  return sets.lookUp(kept[0]!) === undefined || sets.lookUp(dropped[0]!) === undefined
}

function cumulativeShare(areas: Float64Array, order: ArrayLike<number>): Float64Array {
  const share = new Float64Array(order.length + 1)
  for (let t = 0; t < order.length; t++) share[t + 1] = Math.min(1, share[t]! + areas[order[t]!]!)
  share[order.length] = 1
  return share
}
