import * as z from 'zod/mini'

/** Parameters of RISE. */
export const riseParameters = z.object({
  samples: z._default(z.int().check(z.minimum(2), z.maximum(100_000)), 4000).check(z.describe('Random masks')),
  grid: z._default(z.int().check(z.minimum(1), z.maximum(64)), 7).check(z.describe('Cells of a mask per side')),
  keep: z
    ._default(z.number().check(z.minimum(0.01), z.maximum(0.99)), 0.5)
    .check(z.describe('Probability that a cell of a mask is kept')),
  chooseKeep: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'Whether the probability that a cell is kept is chosen: of 0.1 to 0.9 the one whose 100 masks move the target most; 900 more forwards',
      ),
    ),
  normaliser: z
    ._default(z.enum(['mask-sum', 'expected']), 'mask-sum')
    .check(
      z.describe(
        'What a pixel is divided by. mask-sum: how much of it the masks showed; expected: how much they were to show, as published',
      ),
    ),
  debias: z
    ._default(z.boolean(), false)
    .check(z.describe('Weighs by mask minus its expectation: signed, without the offset of the mean score, scaled to at most 1')),
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
})

export type RiseParameters = z.infer<typeof riseParameters>
