import * as z from 'zod/mini'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { objectPixels } from './object-pixels.ts'
import { topShare } from './top-share.ts'

const parameters = z.object({})

/** Share of the object among the highest pixels, as many as the object has. */
export const relevanceRank: Metric<z.infer<typeof parameters>> = {
  name: 'relevance-rank',
  title: 'relevance rank',
  says: 'How much of the object the most important pixels cover, taken as many as the object has.',
  paper:
    'L. Arras, A. Osman and W. Samek, CLEVR-XAI: A benchmark dataset for the ground truth evaluation of neural network explanations, 2022',
  direction: 'higher',
  range: [0, 1],
  family: 'localisation',
  needs: 'truth',
  parameters,
  cost: () => 0,
  measure: async (context) => {
    const object = objectPixels(context)
    if (typeof object === 'string') return undefinedBecause(object)
    const unranked = unrankedMap(context.map)
    if (unranked !== null) return undefinedBecause(unranked, { parts: { chance: object.share } })
    const { inside, tied } = topShare(context.map, object.mask, object.count)
    return { value: inside / object.count, parts: { chance: object.share, tied } }
  },
}
