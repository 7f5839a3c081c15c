import { TelltaleError } from '../errors.ts'
import type { Budget } from './budget.ts'
import type { MaskEvaluator } from './mask-evaluator.ts'

/**
 * The same evaluator for one spender: every mask counts on the budget, also one that another had paid for, so that a result does not depend
 * on who was there before. Throws BUDGET_SPENT, with nothing spent, when the budget cannot pay for all masks of a call.
 */
export function meteredEvaluator(evaluator: MaskEvaluator, budget: Budget): MaskEvaluator {
  return {
    frame: evaluator.frame,
    regions: evaluator.regions,
    baseline: evaluator.baseline,
    targets: evaluator.targets,
    get spent() {
      return evaluator.spent
    },
    get remaining() {
      return budget.limit - budget.spent
    },
    evaluate: async (masks, want) => {
      if (budget.spent + masks.count > budget.limit) throw spent(masks.count, budget)
      const scores = await evaluator.evaluate(masks, want)
      budget.spent += masks.count
      return scores
    },
  }
}

function spent(wanted: number, { limit, spent }: Budget): TelltaleError {
  return new TelltaleError(
    'BUDGET_SPENT',
    `The next ${wanted} masks are more than the ${limit - spent} forwards left.`,
    'Allow more forwards (--budget).',
    {
      value: wanted,
      limit: limit - spent,
    },
  )
}
