import * as z from 'zod/mini'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'

const parameters = z.object({
  threshold: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 1e-5)
    .check(z.describe('Share of the largest magnitude above which a pixel counts')),
})

/** Pixels that matter at all, the largest magnitude taken as 1. */
export const effectiveComplexity: Metric<z.infer<typeof parameters>> = {
  name: 'effective-complexity',
  title: 'effective complexity',
  says: 'How many pixels the map gives any importance.',
  paper: 'A. Nguyen and M. Rodríguez Martínez, On quantitative aspects of model interpretability, 2020',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'complexity',
  needs: 'map',
  parameters,
  cost: () => 0,
  measure: async ({ map }, { threshold }) => {
    let largest = 0
    for (const value of map) largest = Math.max(largest, Math.abs(value))
    if (largest === 0) return undefinedBecause('the map is zero everywhere')
    let value = 0
    for (const one of map) if (Math.abs(one) / largest > threshold) value++
    return { value, parts: { share: value / map.length } }
  },
}
