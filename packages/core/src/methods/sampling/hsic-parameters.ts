import * as z from 'zod/mini'
import { samplerNames } from '../../random/sampler.ts'

/** Masks up to which the definition, which takes time by their square, may be asked for. */
const mostExactSamples = 4096

/** Parameters of HSIC. */
export const hsicParameters = z
  .object({
    samples: z
      ._default(z.int().check(z.minimum(8), z.maximum(100_000)), 768)
      .check(z.describe('Masks shown to the model, one forward each; 1536 for high quality')),
    grid: z
      ._default(z.int().check(z.minimum(1), z.maximum(64)), 7)
      .check(z.describe('Rows and columns of the grid whose cells are kept or hidden')),
    over: z
      ._default(z.enum(['grid', 'regions']), 'grid')
      .check(z.describe('What is kept or hidden: cells of a grid, or the regions of the explanation')),
    sampler: z._default(z.enum(samplerNames), 'sobol').check(z.describe('How masks are spread over all possible ones')),
    space: z
      ._default(z.enum(['probability', 'logit']), 'probability')
      .check(z.describe('Which score of the target is explained')),
    bandwidth: z
      ._default(z.enum(['auto', 'output-median', 'pairwise-median']), 'auto')
      .check(
        z.describe(
          'Width of the output kernel: the median score, as the authors have it, or the median distance of two scores; auto: the first for probabilities, the second for logits',
        ),
      ),
    kernel: z
      ._default(z.enum(['binary', 'rbf', 'sobolev']), 'binary')
      .check(z.describe('Kernel of the masks; on binary masks all three differ by a factor only')),
    exact: z
      ._default(z.boolean(), false)
      .check(z.describe(`Compute by the definition instead of a low-rank factor; at most ${mostExactSamples} masks`)),
    interactions: z
      ._default(z.boolean(), false)
      .check(z.describe('Also measure how far each pair of cells acts together; at most 256 cells')),
  })
  .check(
    z.refine((p) => p.space !== 'logit' || p.bandwidth !== 'output-median', {
      error: 'the median of logits is a place, not a width; use pairwise-median',
      path: ['bandwidth'],
    }),
    z.refine((p) => !p.exact || p.samples <= mostExactSamples, {
      error: `the definition serves at most ${mostExactSamples} masks; leave out exact for more`,
      path: ['exact'],
    }),
  )

export type HsicParameters = z.infer<typeof hsicParameters>
