import { areaUnderCurve } from '../math/area-under-curve.ts'
import { createRandom, shuffled } from '../random/random.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'
import { evenlySpread, knownCurves, measureAt } from './order-curves.ts'

/** Insertion and deletion areas of one seeded random order: what a ranking without any knowledge would get on this picture. */
export interface RandomOrderAreas {
  readonly insertion: number
  readonly deletion: number
  /** Prefixes between the ends that were measured. */
  readonly points: number
}

/** Prefixes between the ends that are measured: 16 forwards, a thirtieth of a search. */
const prefixes = 8

/** Forwards that `randomOrderAreas` needs at most. */
export const randomOrderForwards = 2 * prefixes

/** Measures a random order at up to eight evenly spread prefixes. NaN where the budget does not allow it. */
export async function randomOrderAreas(sets: RegionSets, seed: number): Promise<RandomOrderAreas> {
  const order = shuffled(sets.count, createRandom(seed))
  const inner = Array.from({ length: sets.count - 1 }, (_, index) => index + 1)
  const sizes = inner.length <= prefixes ? inner : evenlySpread([0, ...inner, sets.count], prefixes + 2)
  if (sets.remaining < 2 * prefixes) return { insertion: Number.NaN, deletion: Number.NaN, points: 0 }
  await measureAt(sets, order, sizes)
  const { share, insertion, deletion } = knownCurves(sets, order)
  return {
    insertion: areaUnderCurve(share, insertion),
    deletion: areaUnderCurve(share, deletion),
    points: Math.min(prefixes, inner.length),
  }
}
