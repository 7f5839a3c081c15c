import * as z from 'zod/mini'
import { sobolEstimators } from '../../math/sobol-indices.ts'
import { samplerNames } from '../../random/sampler.ts'

/** Parameters of Sobol attribution. */
export const sobolParameters = z
  .object({
    designs: z
      ._default(z.int().check(z.minimum(4), z.maximum(4096)), 32)
      .check(z.describe('Soft masks that are varied, a power of two; each costs one forward for itself and one per cell')),
    grid: z
      ._default(z.int().check(z.minimum(1), z.maximum(64)), 8)
      .check(z.describe('Rows and columns of the grid whose cells fade between picture and baseline')),
    over: z
      ._default(z.enum(['grid', 'regions']), 'grid')
      .check(z.describe('What is faded: cells of a grid, or the regions of the explanation')),
    estimator: z
      ._default(z.enum(sobolEstimators), 'jansen')
      .check(z.describe('Formula of the total-order index; homma and saltelli are the same one')),
    sampler: z._default(z.enum(samplerNames), 'sobol').check(z.describe('How designs are spread over all possible ones')),
    space: z
      ._default(z.enum(['probability', 'logit']), 'probability')
      .check(z.describe('Which score of the target is explained')),
  })
  .check(
    z.refine((p) => Number.isInteger(Math.log2(p.designs)), {
      error: 'a power of two is needed, such as 32 or 64',
      path: ['designs'],
    }),
  )

export type SobolParameters = z.infer<typeof sobolParameters>
