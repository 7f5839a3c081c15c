import * as z from 'zod/mini'

/** Parameters of Partition SHAP. */
export const partitionShapParameters = z.object({
  evaluations: z
    ._default(z.int().check(z.minimum(4), z.maximum(100_000)), 500)
    .check(z.describe('Masks shown to the model, one forward each; the blank and the whole picture are two of them')),
  over: z
    ._default(z.enum(['blocks', 'regions']), 'blocks')
    .check(z.describe('What is halved again and again: the frame, down to small blocks, or the regions by where they lie')),
  minBlock: z
    ._default(z.int().check(z.minimum(1), z.maximum(1024)), 4)
    .check(z.describe('Blocks: pixels per side of the smallest ones, up to a remainder that is spread evenly')),
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
})

export type PartitionShapParameters = z.infer<typeof partitionShapParameters>
