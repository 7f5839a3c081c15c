import * as z from 'zod/mini'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { objectPixels } from './object-pixels.ts'
import { shareOfPositive } from './positive-mass.ts'

const parameters = z.object({})

/** Share of the positive values that lies on the object. `positive` is the share of all magnitude that is positive. */
export const relevanceMass: Metric<z.infer<typeof parameters>> = {
  name: 'relevance-mass',
  title: 'relevance mass',
  says: 'How much of the importance lies on the object.',
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
    const { inside, positive } = shareOfPositive(context.map, object.mask)
    if (inside === null) return undefinedBecause('the map has no value above zero', { parts: { chance: object.share } })
    return { value: inside, parts: { chance: object.share, positive } }
  },
}
