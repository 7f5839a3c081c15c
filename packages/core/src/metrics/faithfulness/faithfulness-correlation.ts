import * as z from 'zod/mini'
import { pearson } from '../../math/pearson.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { permutedIndex } from '../../random/permuted-index.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { correlationOf, measureSubsets } from './subset-drops.ts'

const faithfulnessCorrelationParameters = z.object({
  pixels: z
    ._default(z.int().check(z.minimum(1), z.maximum(10_000_000)), 224)
    .check(z.describe('Pixels that each subset hides, with all their colours')),
  samples: z._default(z.int().check(z.minimum(3), z.maximum(100_000)), 100).check(z.describe('Random subsets')),
  baseline: hiddenWith(),
})
export type FaithfulnessCorrelationParameters = z.infer<typeof faithfulnessCorrelationParameters>

/** Correlation between what the map says of random pixels and what hiding them costs. Subsets are of one size and depend on the seed alone. */
export const faithfulnessCorrelation: Metric<FaithfulnessCorrelationParameters> = {
  name: 'faithfulness-correlation',
  title: 'faithfulness correlation',
  says: 'Whether hiding random pixels costs probability in proportion to what the map finds in them: 1 when it always does, 0 for a map that knows nothing of the model.',
  paper: 'Bhatt, Weller and Moura, Evaluating and Aggregating Feature-based Model Explanations, IJCAI 2020',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: faithfulnessCorrelationParameters,
  cost: ({ samples }) => samples + 1,
  measure: async (context, { pixels, samples, baseline }) => {
    const { map } = context
    const unranked = unrankedMap(map)
    if (unranked) return undefinedBecause(unranked)
    if (pixels >= map.length) return undefinedBecause(`a frame of ${map.length} pixels has no two different subsets of ${pixels}`)
    const seed = deriveSeed(context.seed, 'faithfulness-correlation')
    const subsets = await measureSubsets(evaluatorHiding(context, baseline), map, {
      count: samples,
      write: (index, kept) => {
        kept.fill(1)
        const own = deriveSeed(seed, index)
        for (let drawn = 0; drawn < pixels; drawn++) kept[permutedIndex(drawn, map.length, own)] = 0
      },
    })
    return correlationOf(subsets, pearson)
  },
}
