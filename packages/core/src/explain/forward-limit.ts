import { type ExplainSettings, smallestBudget } from './settings.ts'

/** Share of the time that goes to forwards; the rest goes to masks, search and answer. */
const forwardShare = 0.9

/** Forwards that each of so many targets may spend: Infinity without a budget, what fits into the time where seconds were given. */
export function forwardLimit(budget: ExplainSettings['budget'], forwardMilliseconds: number, targets: number): number {
  if (budget === null) return Number.POSITIVE_INFINITY
  if (typeof budget === 'number') return budget
  const forwards = (forwardShare * 1000 * budget.seconds) / forwardMilliseconds
  return Math.max(smallestBudget, Math.floor(forwards / targets))
}
