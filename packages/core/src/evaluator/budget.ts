import { TelltaleError } from '../errors.ts'

/** Forwards allowed and spent, shared by everyone who is given the same object. */
export interface Budget {
  readonly limit: number
  spent: number
}

/** Throws BUDGET_SPENT where so many further forwards would go over the budget. */
export function requireBudget({ limit, spent }: Budget, forwards: number): void {
  if (spent + forwards <= limit) return
  throw new TelltaleError('BUDGET_SPENT', `The budget of ${limit} forwards is spent.`, 'Allow more forwards (--budget).', {
    value: spent + forwards,
    limit,
  })
}
