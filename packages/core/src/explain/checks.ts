import type { FoundAnswer } from '../answer/find-answer.ts'
import type { Check } from '../explanation/checks.ts'
import { mostExactRegions } from '../math/best-order.ts'
import { type GreedyBound, greedyBound } from '../metrics/greedy-bound.ts'
import { type OptimalOrder, optimalOrder } from '../metrics/optimal-order.ts'
import { type SpotCheck, spotCheck } from '../metrics/spot-check.ts'
import type { Warning } from '../model/classifier.ts'
import type { OtherSeed } from './other-seed.ts'
import type { SearchedOrder } from './search-order.ts'
import type { ExplainSettings } from './settings.ts'

/** What the checks on request found; null where one was not asked for or the budget could not pay for it. */
export interface CheckFindings {
  readonly optimum: OptimalOrder | null
  readonly bound: GreedyBound | null
  readonly spotCheck: SpotCheck | null
  readonly warnings: readonly Warning[]
}

/** Runs the checks of the order that were asked for, and says which, those of seed and answer included, the budget could not pay for. */
export async function runChecks(
  { sets, order }: SearchedOrder,
  { checks, seed }: Pick<ExplainSettings, 'checks' | 'seed'>,
  answer: FoundAnswer | null,
  otherSeed: OtherSeed | null,
): Promise<CheckFindings> {
  const asked = (check: Check): boolean => checks.includes(check)
  const small = sets.count <= mostExactRegions
  const bound = asked('bound') ? await greedyBound(sets, order, answer?.prefix.sufficient ?? quarterOf(sets.count)) : null
  const spot = asked('spot') ? await spotCheck(sets, order, seed) : null
  const optimum = asked('optimum') && small ? await optimalOrder(sets) : null
  const unpaid = [
    ...(asked('second') && answer && !answer.second ? ['second'] : []),
    ...(asked('seed') && !otherSeed ? ['seed'] : []),
    ...(asked('bound') && !bound ? ['bound'] : []),
    ...(asked('spot') && !spot ? ['spot'] : []),
    ...(asked('optimum') && small && !optimum ? ['optimum'] : []),
  ]
  return { optimum, bound, spotCheck: spot, warnings: [...tooManyRegions(), ...notPaid()] }

  function tooManyRegions(): Warning[] {
    if (!asked('optimum') || small) return []
    const message = `The best of all orders is looked for among at most ${mostExactRegions} regions; there are ${sets.count}.`
    return [{ code: 'CHECK_SKIPPED', message }]
  }

  function notPaid(): Warning[] {
    if (unpaid.length === 0) return []
    return [{ code: 'CHECK_SKIPPED', message: `The budget ended before these checks: ${unpaid.join(', ')}.` }]
  }
}

const quarterOf = (count: number): number => Math.max(1, Math.round(count / 4))
