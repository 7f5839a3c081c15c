import * as z from 'zod/mini'

const weight = z.number().check(z.minimum(0), z.maximum(1000))
const mostRegions = 65535
const regions = z.int().check(z.minimum(1), z.maximum(mostRegions))

/** Parameters of submodular subset selection. The four weights belong to the terms of the set score. */
export const submodularParameters = z
  .object({
    search: z
      ._default(
        z.enum([
          'auto',
          'naive',
          'bidirectional',
          'stale-windows',
          'phase-windows',
          'lazy',
          'stochastic',
          'exact',
          'surrogate-path',
        ]),
        'auto',
      )
      .check(
        z.describe(
          'How the order is searched; auto: naive for at most 15 regions and for weights that the surrogate path cannot serve, else the surrogate path',
        ),
      ),
    consistency: z._default(weight, 1).check(z.describe('Weight of the probability of the target when only the set is shown')),
    collaboration: z
      ._default(weight, 1)
      .check(z.describe('Weight of one minus the probability of the target when the set is hidden')),
    effectiveness: z
      ._default(weight, 0)
      .check(
        z.describe('Weight of how much the regions of the set differ in the embedding; needs a model with a feature output'),
      ),
    confidence: z._default(weight, 0).check(z.describe('Weight of one minus the normalised entropy of the answer to the set')),
    share: z
      ._default(z.number().check(z.minimum(0.01), z.maximum(1)), 0.15)
      .check(z.describe('Surrogate path: its forwards as a share of the N (N + 1) of naive')),
    pending: z
      ._default(regions, 8)
      .check(z.describe('Bidirectional and stale windows: how many regions are tried for the tail of the order in a step')),
    window: z
      ._default(regions, 10)
      .check(z.describe('Stale windows: how many regions a step scores; lazy: how many are scored in a round')),
    refresh: z
      ._default(regions, 5)
      .check(z.describe('Stale windows and lazy: steps from one scoring of all regions to the next')),
    windowShare: z
      ._default(z.number().check(z.minimum(0.01), z.maximum(1)), 0.3)
      .check(z.describe('Phase windows: size of the window as a share of the regions')),
    prefix: z
      ._default(regions, 10)
      .check(z.describe('Stochastic: how many regions at the front of the order are searched; the rest is estimated')),
    epsilon: z
      ._default(z.number().check(z.minimum(0.0001), z.maximum(0.5)), 0.1)
      .check(z.describe('Stochastic: the share of the score that small samples may lose; smaller means larger samples')),
  })
  .check(
    z.refine((p) => p.consistency + p.collaboration + p.effectiveness + p.confidence > 0, 'at least one weight must be above 0'),
    z.refine((p) => p.search !== 'surrogate-path' || weighsCurvesEqually(p), {
      error: 'the surrogate path serves equal weights of consistency and collaboration only; use naive for others',
      path: ['search'],
    }),
    z.refine((p) => p.search !== 'exact' || weighsCurvesOnly(p), {
      error: 'exact serves weights of consistency and collaboration only, which the two curves are made of; use naive for others',
      path: ['search'],
    }),
  )

export type SubmodularParameters = z.infer<typeof submodularParameters>

/** Whether the set score is consistency plus collaboration: what the surrogate path maximises. */
export function weighsCurvesEqually(
  given: Pick<SubmodularParameters, 'consistency' | 'collaboration' | 'effectiveness' | 'confidence'>,
): boolean {
  return given.consistency === given.collaboration && weighsCurvesOnly(given)
}

function weighsCurvesOnly(given: { readonly effectiveness: number; readonly confidence: number }): boolean {
  return given.effectiveness === 0 && given.confidence === 0
}
