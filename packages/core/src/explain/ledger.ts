import type { Budget } from '../evaluator/budget.ts'
import type { Cost } from '../evaluator/mask-evaluator.ts'

/** What everything that runs the model for one picture spends together. */
export interface Ledger {
  /** Counts all forwards; the limits are those of each target. */
  readonly total: Budget
  /** Has the cost of another spender added, whatever it will be. */
  readonly add: (costSoFar: () => Cost) => void
  /** A budget of one's own whose forwards are counted in the total as well. */
  readonly sharing: (own: Budget) => Budget
  readonly spent: () => Cost
}

/** `limit`: forwards that all may spend together. */
export function createLedger(limit = Number.POSITIVE_INFINITY): Ledger {
  const total: Budget = { limit, spent: 0 }
  const costs: (() => Cost)[] = []
  return {
    total,
    add: (costSoFar) => costs.push(costSoFar),
    sharing: (own) => ({
      limit: own.limit,
      get spent() {
        return own.spent
      },
      set spent(forwards) {
        total.spent += forwards - own.spent
        own.spent = forwards
      },
    }),
    spent: () => sumOfCosts(costs.map((costSoFar) => costSoFar())),
  }
}

function sumOfCosts(costs: readonly Cost[]): Cost {
  const sum = (read: (cost: Cost) => number): number => costs.reduce((total, cost) => total + read(cost), 0)
  return {
    forwards: sum((cost) => cost.forwards),
    memoHits: sum((cost) => cost.memoHits),
    milliseconds: {
      mask: sum((cost) => cost.milliseconds.mask),
      model: sum((cost) => cost.milliseconds.model),
      read: sum((cost) => cost.milliseconds.read),
      other: sum((cost) => cost.milliseconds.other),
    },
  }
}
