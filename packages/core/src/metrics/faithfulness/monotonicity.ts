import * as z from 'zod/mini'
import type { Metric } from '../metric.ts'
import { mirroredCounts, rankPixels } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding } from './hidden-with.ts'
import { type CurveParameters, curveCost, curveParameters, measurementOf, orderedCurve, pointsOf } from './ordered-curve.ts'

const monotonicityParameters = z.extend(curveParameters, {
  absolute: z._default(z.boolean(), true).check(z.describe('Whether pixels are ranked by size without sign, as published')),
})
export type MonotonicityParameters = CurveParameters & { readonly absolute: boolean }

/**
 * Whether the probability never falls while the picture's own pixels appear on the baseline, the least important first: 1 or 0. Parts: the share of
 * the steps at which it does not fall, and the deepest fall.
 */
export const monotonicity: Metric<MonotonicityParameters> = {
  name: 'monotonicity',
  title: 'monotonicity',
  says: '1 when the probability never falls while pixels appear from the least important one on, else 0.',
  paper:
    'Arya et al., One Explanation Does Not Fit All: A Toolkit and Taxonomy of AI Explainability Techniques, arXiv 1909.03012',
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: monotonicityParameters,
  cost: (parameters) => curveCost(parameters),
  measure: async (context, { absolute, ...parameters }) => {
    const map = absolute ? context.map.map(Math.abs) : context.map
    const unranked = unrankedMap(map)
    if (unranked) return undefinedBecause(unranked)
    const ranking = rankPixels(map)
    const counts = mirroredCounts(pointsOf(context, ranking, parameters))
    const evaluator = evaluatorHiding(context, parameters.baseline)
    const curve = await orderedCurve(evaluator, ranking.order.toReversed(), counts, 'shown')
    const { probabilities } = curve
    const falls = Array.from(probabilities.subarray(1), (probability, step) => Math.max(0, probabilities[step]! - probability))
    const steady = falls.filter((fall) => fall === 0).length
    const measured = measurementOf(curve, 'shown')
    return {
      ...measured,
      value: steady === falls.length ? 1 : 0,
      parts: { ...measured.parts, steady: steady / falls.length, deepest: Math.max(...falls) },
    }
  },
}
