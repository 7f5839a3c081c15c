import { createRandom, shuffled } from '../random/random.ts'
import { setOf } from '../surrogate/region-set.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'
import { unlessSpent } from '../surrogate/unless-spent.ts'
import { setValues, withOneMore } from './set-values.ts'

/** How often an order took the region that exact greedy would have taken after the same ones. */
export interface SpotCheck {
  /** Steps at which every remaining region was scored. */
  readonly checked: number
  /** Steps at which none had a larger F than the order's own. */
  readonly agreed: number
  /** Mean over the steps of the largest F minus that of the order's own region, 0..2; NaN without a step. */
  readonly regret: number
}

/** Steps that are drawn. */
const steps = 4

/**
 * Draws four steps of an order (every one where there are no more; the last, which leaves no choice, is none) and scores all regions that
 * remained at each, about 4 N forwards. A low share of agreement is normal and no loss: an order searched as a whole need not be greedy. Where
 * the budget ends, the steps paid for count; null when it did not pay for one.
 */
export async function spotCheck(sets: RegionSets, order: ArrayLike<number>, seed: number): Promise<SpotCheck | null> {
  const drawn = shuffled(Math.max(0, order.length - 1), createRandom(seed)).subarray(0, steps)
  const regrets: number[] = []
  for (const step of drawn) {
    const regret = await unlessSpent(regretAt(sets, order, step))
    if (regret === null) break
    regrets.push(regret)
  }
  if (drawn.length > 0 && regrets.length === 0) return null
  return {
    checked: regrets.length,
    agreed: regrets.filter((regret) => regret === 0).length,
    regret: regrets.reduce((sum, regret) => sum + regret, 0) / regrets.length,
  }
}

/** The largest F after one more region than the first `step`, minus that of the region the order took. */
async function regretAt(sets: RegionSets, order: ArrayLike<number>, step: number): Promise<number> {
  const before = setOf(
    Array.from({ length: step }, (_, t) => order[t]!),
    sets.count,
  )
  const { added, larger } = withOneMore(before)
  const values = await setValues(sets, larger)
  return Math.max(...values) - values[added.indexOf(order[step]!)]!
}
