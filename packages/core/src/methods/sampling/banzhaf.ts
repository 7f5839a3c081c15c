import * as z from 'zod/mini'
import { constantWarnings } from '../../answer/constant-scores.ts'
import { addRow, createNormalEquations } from '../../math/normal-equations.ts'
import { fitRidge, ridgeErrors } from '../../math/weighted-ridge.ts'
import { createFairCoins } from '../../random/fair-coins.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { requireRegions } from './require-regions.ts'
import { scoreRegions } from './score-regions.ts'
import { fewSamplesWarnings } from './warnings.ts'

/** Beyond, solving for the values would take longer than the forwards. */
const mostRegions = 1024
const fewestPerRegion = 10

/** Parameters of Banzhaf values. */
export const banzhafParameters = z.object({
  samples: z
    ._default(z.int().check(z.minimum(2), z.maximum(1_000_000)), 1000)
    .check(z.describe('Random masks, one forward each; every mask once where there are no more')),
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
})

export type BanzhafParameters = z.infer<typeof banzhafParameters>

/**
 * What a region adds to the score on average over all sets of the others. The values are the coefficients of the linear model that is closest to the
 * score over all sets, so they are fitted to random ones: exact for additive models and where every set is shown.
 */
export const banzhaf: Method<BanzhafParameters> = {
  name: 'banzhaf',
  paper:
    'Banzhaf, Weighted Voting Doesn’t Work, 1965; Hammer and Holzman, Approximations of Pseudo-Boolean Functions, 1992; Wang and Jia, Data Banzhaf, AISTATS 2023',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: banzhafParameters,
  cost: ({ samples }, regions) => Math.min(samples, 2 ** regions),
  run,
}

async function run(context: MethodContext, { samples, space }: BanzhafParameters): Promise<MethodResult> {
  const { count } = context.evaluator.regions
  requireRegions('banzhaf', count, mostRegions, 'leave-one-out')
  const sets = 2 ** count
  const isExact = sets <= samples
  const write = isExact ? writeBits : createFairCoins(count, context.seed)
  const wanted = isExact ? sets : samples
  const equations = createNormalEquations(count)
  const scores = await scoreRegions(context, {
    count: wanted,
    space,
    write,
    take: (mask, score) => addRow(equations, mask, score, 1),
    partial: () => fitRidge(equations, 0).coefficients,
  })
  const fit = fitRidge(equations, 0)
  const complete = scores.length === wanted
  return {
    attribution: { kind: 'regions', values: fit.coefficients },
    complete,
    predicted: null,
    statistics: {
      samples: scores.length,
      determination: fit.determination,
      standardErrors:
        isExact && complete ? new Float64Array(count) : ridgeErrors(fit, { outputs: scores, weight: () => 1, write }),
    },
    warnings: [
      ...constantWarnings(scores),
      ...fewSamplesWarnings(scores.length, Math.min(sets, fewestPerRegion * count), 'masks'),
    ],
  }
}

/** The set whose members are the bits of its index. */
function writeBits(index: number, mask: Float32Array): void {
  for (let region = 0; region < mask.length; region++) mask[region] = Math.floor(index / 2 ** region) % 2
}
