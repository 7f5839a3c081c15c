import * as z from 'zod/mini'
import { bell, bellPeak } from '../../math/bell.ts'
import type { Method } from '../method.ts'

const parameters = z.object({
  sigma: z
    ._default(z.number().check(z.minimum(0.1), z.maximum(10)), 0.25)
    .check(z.describe('Standard deviation as a share of either side of the frame')),
})

export type CentredGaussianParameters = z.infer<typeof parameters>

/** A Gaussian around the centre of the frame, at most 1: what a method reaches that knows only that photographers aim. Costs no forward. */
export const centredGaussian: Method<CentredGaussianParameters> = {
  name: 'gaussian',
  paper: 'A control: no paper',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: false,
  classSensitive: false,
  parameters,
  cost: () => 0,
  run: async ({ evaluator }, { sigma }) => {
    const { width, height } = evaluator.frame
    const across = bell(width, sigma)
    const down = bell(height, sigma)
    const values = Float32Array.from(
      { length: width * height },
      (_, pixel) => (across[pixel % width]! * down[Math.floor(pixel / width)]!) / bellPeak ** 2,
    )
    return { attribution: { kind: 'map', values }, complete: true, predicted: null, warnings: [] }
  },
}
