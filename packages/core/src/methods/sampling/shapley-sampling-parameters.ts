import * as z from 'zod/mini'

/** Parameters of Shapley value sampling. */
export const shapleySamplingParameters = z.object({
  pairs: z
    ._default(z.int().check(z.minimum(1), z.maximum(10_000)), 12)
    .check(
      z.describe(
        'Random orders in which regions appear, each followed by its reverse; a pair takes twice as many forwards as regions',
      ),
    ),
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
})

export type ShapleySamplingParameters = z.infer<typeof shapleySamplingParameters>
