import * as z from 'zod/mini'
import type { Metric } from '../metric.ts'
import { curveCounts, rankPixels } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { curveCost, measurementOf, orderedCurve } from './ordered-curve.ts'
import { patchMap, patchSide } from './patches.ts'

const selectivityParameters = z.object({
  patch: patchSide,
  steps: z
    ._default(z.int().check(z.minimum(1), z.maximum(50_176)), 32)
    .check(z.describe('Steps of about equal area at most; never more than there are patches')),
  baseline: hiddenWith(),
})
export type SelectivityParameters = z.infer<typeof selectivityParameters>

/** Area under the prediction curve while all patches are hidden, the one with the highest mean first. */
export const selectivity: Metric<SelectivityParameters> = {
  name: 'selectivity',
  title: 'selectivity',
  says: 'How much of the probability is left, on average, while all patches are hidden from the most important one on: low when the map finds what the model needs.',
  paper:
    'Montavon, Samek and Mueller, Methods for Interpreting and Understanding Deep Neural Networks, Digital Signal Processing 2018',
  direction: 'lower',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: selectivityParameters,
  cost: ({ steps }) => curveCost({ steps, perRegion: false }),
  measure: async (context, { patch, steps, baseline }) => {
    const map = patchMap(context, patch)
    const unranked = unrankedMap(map)
    if (unranked) return undefinedBecause(unranked)
    const ranking = rankPixels(map)
    const evaluator = evaluatorHiding(context, baseline)
    return measurementOf(await orderedCurve(evaluator, ranking.order, curveCounts(ranking, steps), 'hidden'), 'hidden')
  },
}
