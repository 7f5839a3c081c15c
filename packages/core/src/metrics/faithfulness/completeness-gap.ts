import * as z from 'zod/mini'
import type { Attribution } from '../../explanation/attribution.ts'
import type { Metric } from '../metric.ts'
import { scorePixelMasks } from '../pixel-masks.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'

/** Below this difference between picture and baseline no part of it can be told. */
const smallest = 1e-6

const completenessParameters = z.object({
  space: z
    ._default(z.enum(['probability', 'logit']), 'probability')
    .check(z.describe('Which score of the target the values are to add up to: the one that the method explains')),
  baseline: hiddenWith(),
})
export type CompletenessParameters = z.infer<typeof completenessParameters>

/** How far the values miss what they should add up to, the difference of picture and baseline, as a part of it: |sum(a) - d| / |d|. */
export const completenessGap: Metric<CompletenessParameters> = {
  name: 'completeness-gap',
  title: 'completeness gap',
  says: 'By what part the values, added up, miss the difference between the whole picture and the baseline: 0 for methods that share it out without rest. Others never claimed to.',
  paper: 'Sundararajan, Taly and Yan, Axiomatic Attribution for Deep Networks, ICML 2017',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'faithfulness',
  needs: 'scores',
  parameters: completenessParameters,
  cost: () => 2,
  measure: async (context, { space, baseline }) => {
    const total = totalOf(context.attribution)
    if (total === null) return undefinedBecause('an order of regions has no values that could add up')
    const scores = await scorePixelMasks(evaluatorHiding(context, baseline), {
      count: 2,
      write: (index, kept) => void kept.fill(1 - index),
    })
    const [picture, blank] = space === 'probability' ? scores.probabilities : scores.logits
    const difference = picture! - blank!
    const parts = { total, difference }
    if (Math.abs(difference) < smallest) return undefinedBecause('picture and baseline have the same score', { parts })
    return { value: Math.abs(total - difference) / Math.abs(difference), parts }
  },
}

/** The sum of the values that a method gave: of regions or cells, not of the pixels that they are painted on. */
function totalOf(attribution: Attribution): number | null {
  if (attribution.kind === 'order') return null
  let total = 0
  for (const value of attribution.values) total += value
  return total
}
