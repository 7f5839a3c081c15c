import { complementOf, prefixesOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets, SetScore } from '../../src/surrogate/region-sets.ts'

/** Orders of the small oracles whose two curves the test vectors start from. */
export const pairOrder = [5, 4, 0, 1, 2, 3]
export const logisticOrder = [3, 5, 1, 6, 10, 8, 11, 2, 0, 9, 4, 7]

/** Measures both curves of an order; the score of the whole picture. */
export async function measureCurvesOf(sets: RegionSets, order: ArrayLike<number>): Promise<SetScore> {
  const kept = prefixesOf(order)
  await sets.measure([...kept, ...kept.map(complementOf)])
  return sets.lookUp(kept.at(-1)!)!
}

/** How many sets were measured so far. */
export const countMeasured = (sets: RegionSets): number => [...sets.measured()].length
