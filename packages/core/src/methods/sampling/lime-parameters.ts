import * as z from 'zod/mini'

/** Parameters of LIME. */
export const limeParameters = z.object({
  samples: z
    ._default(z.int().check(z.minimum(2), z.maximum(1_000_000)), 1000)
    .check(z.describe('Masks, one forward each: all regions, none, then fair coins; at least 10 for each region')),
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
  distance: z
    ._default(z.enum(['cosine', 'pixel-cosine', 'pixel-euclidean']), 'cosine')
    .check(
      z.describe(
        'Distance of a mask from the picture: the cosine of kept regions, or of the pixels, or the Euclidean one of pixels from 0 to 1, which grows with the frame',
      ),
    ),
  kernelWidth: z
    ._default(z.number().check(z.minimum(0.001), z.maximum(1_000_000)), 0.25)
    .check(z.describe('Width w of the weight exp(-distance^2 / (2 w^2)) of a mask')),
  regressor: z
    ._default(z.enum(['ridge', 'lasso']), 'ridge')
    .check(z.describe('How coefficients are held small: by their squares, or by their sizes, which leaves many at 0')),
  alpha: z
    ._default(z.number().check(z.minimum(0), z.maximum(1_000_000)), 1)
    .check(z.describe('Weight of the penalty on the coefficients; a lasso needs about 0.01')),
})

export type LimeParameters = z.infer<typeof limeParameters>
