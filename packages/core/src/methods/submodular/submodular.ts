import * as z from 'zod/mini'
import type { Attribution } from '../../explanation/attribution.ts'
import { limitBudget } from '../../surrogate/limit-budget.ts'
import type { RegionSets } from '../../surrogate/region-sets.ts'
import { unlessSpent } from '../../surrogate/unless-spent.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { naiveGreedy } from './searches/naive-greedy.ts'
import { surrogatePath } from './searches/surrogate-path.ts'
import { createSetFunction } from './set-function.ts'
import { termsOf } from './terms.ts'
import { scoreWarnings } from './warnings.ts'

/** Up to this many regions exact greedy is cheap: 240 forwards. */
const exactRegions = 15
/** The surrogate's time grows with the cube of the forwards, and with many regions a smaller share is enough: a tenth at 100. */
const usefulPathForwards = 1000
/** With fewer forwards a region than this, little is learned. */
const leastForwardsPerRegion = 2.5

const weight = z.number().check(z.minimum(0), z.maximum(1000))

/** Parameters of submodular subset selection. The four weights belong to the terms of the set score. */
const parameters = z
  .object({
    /** `auto`: exact greedy for at most 15 regions or weights that the surrogate path cannot serve, else the surrogate path. */
    search: z._default(z.enum(['auto', 'naive', 'surrogate-path']), 'auto'),
    consistency: z._default(weight, 1),
    collaboration: z._default(weight, 1),
    effectiveness: z._default(weight, 0),
    confidence: z._default(weight, 0),
    /** Forwards of the surrogate path as a share of exact greedy's N (N + 1). */
    share: z._default(z.number().check(z.minimum(0.01), z.maximum(1)), 0.15),
  })
  .check(
    z.refine((p) => p.consistency + p.collaboration + p.effectiveness + p.confidence > 0, 'at least one weight must be above 0'),
    z.refine((p) => p.search !== 'surrogate-path' || weighsCurvesEqually(p), {
      error: 'the surrogate path serves equal weights of consistency and collaboration only; use naive for others',
      path: ['search'],
    }),
  )

export type SubmodularParameters = z.infer<typeof parameters>

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
  parameters,
  cost: forwardsAtMost,
  run,
}

async function run(context: MethodContext, given: SubmodularParameters): Promise<MethodResult> {
  const { sets, kernels, seed, signal } = context
  const distances = given.effectiveness > 0 && sets.distances ? await unlessSpent(sets.distances()) : null
  const exact = usesGreedy(given, sets.count)
  const wanted = exact ? Number.POSITIVE_INFINITY : pathBudget(given.share, sets.count)
  const limited = limitBudget(sets, Math.min(wanted, context.budget))
  const search = exact ? naiveGreedy : surrogatePath
  const found = await search(createSetFunction({ sets: limited, kernels, weights: given }), {
    seed,
    signal,
    report: (order) => context.report(attributionOf(sets, order, distances)),
  })
  return {
    attribution: attributionOf(sets, found.order, distances),
    complete: found.complete || limited.spent >= wanted,
    warnings: scoreWarnings(sets),
  }
}

function attributionOf(sets: RegionSets, order: ArrayLike<number>, distances: Float64Array | null): Attribution {
  return { kind: 'order', order: Uint16Array.from(order), terms: termsOf(sets, order, distances) }
}

function usesGreedy(given: SubmodularParameters, regions: number): boolean {
  return given.search === 'naive' || (given.search === 'auto' && (regions <= exactRegions || !weighsCurvesEqually(given)))
}

function weighsCurvesEqually(given: SubmodularParameters): boolean {
  return given.consistency === given.collaboration && given.effectiveness === 0 && given.confidence === 0
}

function pathBudget(share: number, regions: number): number {
  const most = Math.max(usefulPathForwards, Math.ceil(leastForwardsPerRegion * regions))
  return Math.min(most, Math.max(2, Math.floor(share * regions * (regions + 1) + 0.5)))
}

function forwardsAtMost(given: SubmodularParameters, regions: number): number {
  if (!usesGreedy(given, regions)) return pathBudget(given.share, regions)
  const perCandidate = (given.consistency + given.confidence > 0 ? 1 : 0) + (given.collaboration > 0 ? 1 : 0)
  return (perCandidate * regions * (regions + 1)) / 2 + (given.effectiveness > 0 ? regions : 0)
}
