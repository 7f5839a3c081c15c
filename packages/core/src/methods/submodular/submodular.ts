import type { Attribution } from '../../explanation/attribution.ts'
import { limitBudget } from '../../surrogate/limit-budget.ts'
import type { RegionSets } from '../../surrogate/region-sets.ts'
import { unlessSpent } from '../../surrogate/unless-spent.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { createSearch, searchName } from './choose-search.ts'
import { forwardsAtMost, pathBudget } from './cost.ts'
import { type SubmodularParameters, submodularParameters } from './parameters.ts'
import { createSetFunction } from './set-function.ts'
import { termsOf } from './terms.ts'
import { prefixWarnings } from './warnings.ts'

export type { SubmodularParameters } from './parameters.ts'

/**
 * Submodular subset selection: an order of regions by how far they are enough for the decision (consistency) and needed for it
 * (collaboration). The name is the papers'; on real networks the set score is not truly submodular.
 */
export const submodular: Method<SubmodularParameters> = {
  name: 'submodular',
  paper: 'Chen et al., Less is More: Fewer Interpretable Region via Submodular Subset Selection, ICLR 2024',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: false,
  classSensitive: true,
  parameters: submodularParameters,
  cost: forwardsAtMost,
  run,
}

async function run(context: MethodContext, given: SubmodularParameters): Promise<MethodResult> {
  const { sets, kernels, seed, signal } = context
  const name = searchName(given, sets.count)
  const wanted = name === 'surrogate-path' ? pathBudget(given.share, sets.count) : Number.POSITIVE_INFINITY
  const limited = limitBudget(sets, Math.min(wanted, context.budget))
  const distances = given.effectiveness > 0 && limited.distances ? await unlessSpent(limited.distances()) : null
  const search = createSearch(name, given)
  const found = await search(createSetFunction({ sets: limited, kernels, weights: given }), {
    seed,
    signal,
    report: (order) => context.report(attributionOf(sets, order, distances)),
  })
  return {
    attribution: attributionOf(sets, found.order, distances),
    complete: found.complete || limited.spent >= wanted,
    predicted: found.predicted,
    statistics: { forwards: limited.spent, ...found.statistics },
    warnings: [...prefixWarnings(found), ...(found.warnings ?? [])],
  }
}

function attributionOf(sets: RegionSets, order: ArrayLike<number>, distances: Float64Array | null): Attribution {
  return { kind: 'order', order: Uint16Array.from(order), terms: termsOf(sets, order, distances) }
}
