import type { Budget } from '../evaluator/budget.ts'
import { meteredEvaluator } from '../evaluator/metered-evaluator.ts'
import { orderOf } from '../explanation/order-of.ts'
import type { HostKernels } from '../kernels/host-kernels.ts'
import { areaUnderCurve } from '../math/area-under-curve.ts'
import type { MethodResult } from '../methods/method.ts'
import { measureCurves, type OrderCurves } from '../metrics/order-curves.ts'
import { createRandom } from '../random/random.ts'
import { setsOfEvaluator } from '../surrogate/evaluator-sets.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'
import { openInside } from './inside.ts'
import type { TargetContext } from './target-context.ts'

/** What one run of the method found: its order, both measured curves, and everything that was measured on the way. */
export interface SearchedOrder {
  readonly seed: number
  readonly sets: RegionSets
  readonly result: MethodResult
  readonly order: Uint16Array
  readonly curves: OrderCurves
  /** Forwards that the method spent, without those of the curves. */
  readonly searched: number
}

/** Forwards that the curves leave to the answer, so that a small budget still prunes and checks one. */
const answerReserve = 24
/** Of these, what checking the answer takes: answer and flip on the second baseline, and the classes of both frames. */
export const checkReserve = 4
/** A given budget also has to pay for curves and answer. */
export const searchShare = 0.75

/** The region sets of the target on the main baseline, none measured yet; `host` is what their surrogate computes with. */
export function openSets({ evaluators, targetIndex, model }: TargetContext, budget: Budget, host: HostKernels): RegionSets {
  return setsOfEvaluator(evaluators.main, targetIndex, { features: model.info.features !== null, host, budget })
}

/** Runs the method from a seed and measures both curves of its order. */
export async function searchOrder(
  context: TargetContext,
  sets: RegionSets,
  budget: Budget,
  seed: number,
): Promise<SearchedOrder> {
  const { stage, evaluators, targetIndex, kernels, method, options, signal, progress, after } = context
  const before = budget.spent
  const { release, ...inside } = openInside(context, budget)
  let result: MethodResult
  try {
    result = await method.run({
      evaluator: meteredEvaluator(evaluators.main, budget),
      ...inside,
      target: targetIndex,
      sets,
      kernels,
      budget: leftForSearch(budget),
      seed,
      random: createRandom(seed),
      signal,
      report: (partial) => options.onPartial?.(partial),
    })
  } finally {
    release()
  }
  const order = orderOf(result.attribution, stage.regions, stage.frame)
  const searched = budget.spent - before
  progress.enter('curves', after.search)
  const reserve = Math.min(answerReserve, Math.max(checkReserve, sets.remaining / 2))
  return { seed, sets, result, order, searched, curves: await measureCurves(sets, order, sets.remaining - reserve) }
}

/** Forwards that a search may still spend. */
export function leftForSearch({ limit, spent }: Budget): number {
  return Math.max(0, Math.floor(searchShare * limit) - spent)
}

/** Insertion minus deletion area as measured. */
export function areaOf({ curves: { share, insertion, deletion } }: SearchedOrder): number {
  return areaUnderCurve(share, insertion) - areaUnderCurve(share, deletion)
}
