import * as z from 'zod/mini'

/** The side of the frame that patch and stride are given for. */
export const occlusionSide = 224

const pixels = z.int().check(z.minimum(1), z.maximum(occlusionSide))

/** Parameters of occlusion. */
export const occlusionParameters = z
  .object({
    patch: z
      ._default(pixels, 16)
      .check(z.describe('Side of the hidden window in pixels of a frame of 224; on others both sides are scaled and rounded up')),
    stride: z._default(pixels, 8).check(z.describe('Step from one window to the next, scaled like the patch; at most the patch')),
    aggregate: z
      ._default(z.enum(['average', 'sum']), 'average')
      .check(
        z.describe(
          'How a pixel joins what all windows over it lost. sum makes the rim, which fewer windows reach, look unimportant',
        ),
      ),
    space: z
      ._default(z.enum(['probability', 'logit']), 'probability')
      .check(z.describe('Which score of the target is explained')),
  })
  .check(
    z.refine((p) => p.stride <= p.patch, {
      error: 'a stride above the patch leaves pixels that no window covers; use one of at most the patch',
      path: ['stride'],
    }),
  )

export type OcclusionParameters = z.infer<typeof occlusionParameters>
