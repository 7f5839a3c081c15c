import type { ActivationEvaluator } from '../../evaluator/activation-evaluator.ts'
import { requireBudget } from '../../evaluator/budget.ts'
import type { MethodContext } from '../method.ts'

/** What opening a layer costs: the whole frame up to there. */
export const openingForwards = 1

/** The network behind a layer, the default one unless named, with `further` forwards left at least. Throws BUDGET_SPENT before anything is spent. */
export async function openLayer(
  { activations, budget }: Pick<MethodContext, 'activations' | 'budget'>,
  layer: string | undefined,
  further = 0,
): Promise<ActivationEvaluator> {
  requireBudget({ limit: budget, spent: 0 }, openingForwards + further)
  return activations(layer)
}
