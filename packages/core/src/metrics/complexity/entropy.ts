import * as z from 'zod/mini'
import { entropyOfMagnitudes } from '../../math/entropy.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { fewValuesOf } from './few-values.ts'

const parameters = z.object({})

/** How widely a map spreads, in nats: ln of its number of pixels at most. `coarse` is the same of the values that it was painted from. */
export const entropy: Metric<z.infer<typeof parameters>> = {
  name: 'entropy',
  title: 'entropy',
  says: 'How widely the map spreads over the picture: low where little of it matters.',
  paper: 'U. Bhatt, A. Weller and J. Moura, Evaluating and Aggregating Feature-based Model Explanations, 2020',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'complexity',
  needs: 'map',
  parameters,
  cost: () => 0,
  measure: async ({ map, attribution }) => {
    const value = entropyOfMagnitudes(map)
    if (Number.isNaN(value)) return undefinedBecause('the map is zero everywhere')
    const few = fewValuesOf(attribution)
    const coarse = few === null ? Number.NaN : entropyOfMagnitudes(few)
    return {
      value,
      // Enlarging a map adds entropy for nothing, so maps of different resolution compare by their shares only.
      parts: {
        share: map.length > 1 ? value / Math.log(map.length) : null,
        coarse: Number.isNaN(coarse) ? null : coarse,
        coarseShare: few === null || few.length < 2 || Number.isNaN(coarse) ? null : coarse / Math.log(few.length),
      },
    }
  },
}
