import * as z from 'zod/mini'
import { giniOfMagnitudes } from '../../math/gini.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { fewValuesOf } from './few-values.ts'

const parameters = z.object({})

/** Gini's index of a map: 0 where all pixels matter alike. `coarse` is the same of the values that it was painted from. */
export const sparseness: Metric<z.infer<typeof parameters>> = {
  name: 'sparseness',
  title: 'sparseness',
  says: 'How unequally the map shares out importance: 0 where all pixels have the same, near 1 where few have all of it.',
  paper: 'P. Chalasani et al., Concise Explanations of Neural Networks using Adversarial Training, 2020',
  direction: 'higher',
  range: [0, 1],
  family: 'complexity',
  needs: 'map',
  parameters,
  cost: () => 0,
  measure: async ({ map, attribution }) => {
    const value = giniOfMagnitudes(map)
    if (Number.isNaN(value)) return undefinedBecause('the map is zero everywhere')
    const few = fewValuesOf(attribution)
    const coarse = few === null ? Number.NaN : giniOfMagnitudes(few)
    return { value, parts: { coarse: Number.isNaN(coarse) ? null : coarse } }
  },
}
