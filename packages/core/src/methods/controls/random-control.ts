import * as z from 'zod/mini'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom } from '../../random/random.ts'
import type { Method } from '../method.ts'

const parameters = z.object({
  over: z
    ._default(z.enum(['regions', 'pixels']), 'regions')
    .check(z.describe('What gets a number each: regions, which makes any order of them as likely as any other, or pixels')),
})

export type RandomControlParameters = z.infer<typeof parameters>

/** Numbers from 0 to 1 that know neither model nor picture: what any method has to beat. Costs no forward. */
export const randomControl: Method<RandomControlParameters> = {
  name: 'random',
  paper: 'A control: no paper',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: false,
  classSensitive: false,
  parameters,
  cost: () => 0,
  run: async ({ evaluator, seed }, { over }) => {
    const random = createRandom(deriveSeed(seed, 'random', over))
    const { width, height } = evaluator.frame
    const at = (_: unknown, index: number): number => random.at(index)
    return {
      attribution:
        over === 'regions'
          ? { kind: 'regions', values: Float64Array.from({ length: evaluator.regions.count }, at) }
          : { kind: 'map', values: Float32Array.from({ length: width * height }, at) },
      complete: true,
      predicted: null,
      warnings: [],
    }
  },
}
