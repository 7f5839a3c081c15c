import { areaUnderCurve } from '../math/area-under-curve.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { evenlySpread, knownCurves, measureAt } from './order-curves.ts'

/** Insertion and deletion areas of an order that knows nothing of the model: what any order would get on this picture. */
export interface ControlAreas {
  readonly insertion: number
  readonly deletion: number
  /** Prefixes between the ends that were measured for it. */
  readonly points: number
}

/** Prefixes between the ends that are measured. */
const prefixes = 8

/** Forwards that `controlOrderAreas` needs at most when the whole and the empty frame are measured: a thirtieth of a search. */
export const controlOrderForwards = 2 * prefixes

/**
 * Estimates both areas of an order from up to eight evenly spread prefixes, every one where there are no more. Others that happen to be known do not
 * count, so that the figure is the same beside every method. NaN and no points where the budget does not allow it; nothing is then spent.
 */
export async function controlOrderAreas(sets: RegionSets, order: ArrayLike<number>): Promise<ControlAreas> {
  const every = Array.from({ length: order.length + 1 }, (_, size) => size)
  const sizes = evenlySpread(every, Math.min(every.length, prefixes + 2))
  const paid = await unlessSpent(measureAt(sets, order, sizes).then(() => true))
  if (!paid) return { insertion: Number.NaN, deletion: Number.NaN, points: 0 }
  const { share, insertion, deletion } = knownCurves(sets, order)
  const area = (curve: Float64Array): number =>
    areaUnderCurve(
      share,
      curve.map((score, size) => (sizes.includes(size) ? score : Number.NaN)),
    )
  return { insertion: area(insertion), deletion: area(deletion), points: sizes.length - 2 }
}
