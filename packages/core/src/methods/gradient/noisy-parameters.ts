import * as z from 'zod/mini'
import { signedReduce } from './channels.ts'

/** Parameters of the methods that ask noisy copies of the picture. */
export const noisyParameters = z.object({
  samples: z
    ._default(z.int().check(z.minimum(2), z.maximum(10_000)), 50)
    .check(z.describe('Noisy copies of the picture at which the gradient is taken')),
  noise: z
    ._default(z.number().check(z.minimum(0.001), z.maximum(10)), 0.15)
    .check(z.describe('Standard deviation of the noise, in the unit that --unit names')),
  unit: z
    ._default(z.enum(['range', 'model']), 'range')
    .check(
      z.describe(
        'range: the largest less the smallest number that the model sees of this picture; model: the numbers themselves',
      ),
    ),
  reduce: signedReduce,
})

export type NoisyParameters = z.infer<typeof noisyParameters>
