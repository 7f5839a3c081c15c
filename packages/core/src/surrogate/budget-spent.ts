import { TelltaleError } from '../errors.ts'

/** A round of `wanted` forwards that the `left` ones cannot pay for. */
export function budgetSpent(wanted: number, left: number): TelltaleError {
  return new TelltaleError(
    'BUDGET_SPENT',
    `The next round needs ${wanted} forwards and ${left} are left in the budget.`,
    'Raise the budget, or take the result as it stands.',
    { value: wanted, limit: left },
  )
}
