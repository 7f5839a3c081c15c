import { TelltaleError } from '../errors.ts'
import { countNew } from './count-new.ts'
import type { RegionSets } from './region-sets.ts'

/** Region sets through which only so many forwards may be spent. */
export interface LimitedSets extends RegionSets {
  /** Forwards spent through this view. */
  readonly spent: number
}

/** The same sets, memo and surrogate, with at most `most` forwards (none where that is below 0), those of the features among them, spent through the result. */
export function limitBudget(sets: RegionSets, most: number): LimitedSets {
  const forwards = Math.max(0, most)
  let spent = 0
  let distances: Promise<Float64Array> | null = null
  const requireLeft = (wanted: number): void => {
    if (spent + wanted <= forwards) return
    throw new TelltaleError(
      'BUDGET_SPENT',
      `The next round needs ${wanted} forwards and ${Math.max(0, forwards - spent)} more may be spent.`,
      'Raise the budget, or take the result as it stands.',
      { value: wanted, limit: Math.max(0, forwards - spent) },
    )
  }
  const payForDistances = async (measure: () => Promise<Float64Array>): Promise<Float64Array> => {
    requireLeft(sets.count)
    const measured = await measure()
    spent += sets.count
    return measured
  }
  return {
    count: sets.count,
    areas: sets.areas,
    centres: sets.centres,
    host: sets.host,
    get remaining() {
      return Math.max(0, Math.min(forwards - spent, sets.remaining))
    },
    get spent() {
      return spent
    },
    measure: async (wanted) => {
      const fresh = countNew(sets, wanted)
      requireLeft(fresh)
      const scores = await sets.measure(wanted)
      spent += fresh
      return scores
    },
    measured: sets.measured,
    lookUp: sets.lookUp,
    surrogate: sets.surrogate,
    distances: sets.distances && (() => (distances ??= payForDistances(sets.distances!))),
  }
}
