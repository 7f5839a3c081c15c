import { throwIfCancelled } from '../errors.ts'
import type { Budget } from '../evaluator/budget.ts'
import { createHostBeside } from '../kernels/implementations.ts'
import { areaUnderCurve } from '../math/area-under-curve.ts'
import { spearmanOfOrders } from '../math/spearman.ts'
import { areaOf, leftForSearch, openSets, type SearchedOrder, searchOrder } from './search-order.ts'
import type { TargetContext } from './target-context.ts'

/** How the search went from another seed; areas are those of the order that is not shown. */
export interface OtherSeed {
  readonly seed: number
  readonly correlation: number
  readonly insertion: number
  readonly deletion: number
  readonly shown: 'first' | 'other'
}

interface ChosenSeed {
  readonly chosen: SearchedOrder
  readonly otherSeed: OtherSeed | null
  /** Gives back what the other search computed with. */
  readonly dispose: () => void
}

/**
 * Where asked for, searches again from the next seed and keeps the order with the larger measured area; the first in a tie, and where the
 * other's curves have gaps. What the first search spent must be left for the other, or it is none to compare with: then `otherSeed` is null.
 */
export async function chooseSeed(context: TargetContext, first: SearchedOrder, budget: Budget): Promise<ChosenSeed> {
  const { settings, kernels, signal, progress, after } = context
  if (!settings.checks.includes('seed') || leftForSearch(budget) < first.searched)
    return { chosen: first, otherSeed: null, dispose: () => undefined }
  throwIfCancelled(signal)
  progress.enter('search', after.search)
  const host = await createHostBeside(kernels)
  try {
    const seed = (settings.seed + 1) % 2 ** 32
    const other = await searchOrder(context, openSets(context, budget, host), budget, seed)
    const otherIsBetter = isMeasured(other) && areaOf(other) > areaOf(first)
    const hidden = otherIsBetter ? first : other
    const { share, insertion, deletion } = hidden.curves
    return {
      chosen: otherIsBetter ? other : first,
      otherSeed: {
        seed,
        correlation: spearmanOfOrders(first.order, other.order),
        insertion: areaUnderCurve(share, insertion),
        deletion: areaUnderCurve(share, deletion),
        shown: otherIsBetter ? 'other' : 'first',
      },
      dispose: () => host.dispose(),
    }
  } catch (error) {
    host.dispose()
    throw error
  }
}

function isMeasured({ curves: { insertion, deletion } }: SearchedOrder): boolean {
  return ![...insertion, ...deletion].some(Number.isNaN)
}
