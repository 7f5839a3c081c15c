import * as z from 'zod/mini'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { objectPixels } from './object-pixels.ts'
import { topShare } from './top-share.ts'

const parameters = z.object({
  k: z._default(z.int().check(z.minimum(1), z.maximum(1e8)), 1000).check(z.describe('Highest pixels that are looked at')),
})

/** Share of the highest k pixels that lies on the object; `influence` is that over the object's share of the frame. */
export const topKIntersection: Metric<z.infer<typeof parameters>> = {
  name: 'top-k-intersection',
  title: 'top-k intersection',
  says: 'How many of the most important pixels, 1000 unless told, lie on the object.',
  paper: 'J. Theiner et al., Interpretable Semantic Photo Geolocation, 2022',
  direction: 'higher',
  range: [0, 1],
  family: 'localisation',
  needs: 'truth',
  parameters,
  cost: () => 0,
  measure: async (context, { k }) => {
    const object = objectPixels(context)
    if (typeof object === 'string') return undefinedBecause(object)
    const parts = { chance: object.share }
    const unranked = unrankedMap(context.map)
    if (unranked !== null) return undefinedBecause(unranked, { parts })
    if (k > context.map.length) return undefinedBecause(`the frame has only ${context.map.length} pixels, not ${k}`, { parts })
    const { inside, tied } = topShare(context.map, object.mask, k)
    return { value: inside / k, parts: { ...parts, influence: inside / k / object.share, tied } }
  },
}
