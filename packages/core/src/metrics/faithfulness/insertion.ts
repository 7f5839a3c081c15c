import type { Metric } from '../metric.ts'
import { rankPixels } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding } from './hidden-with.ts'
import { type CurveParameters, curveCost, curveParameters, measurementOf, orderedCurve, pointsOf } from './ordered-curve.ts'

/** Area under the target's probability while pixels are shown on the baseline, the highest of the map first; over the true shares of the frame. */
export const insertion: Metric<CurveParameters> = {
  name: 'insertion',
  title: 'insertion',
  says: 'How much of the probability there is, on average, while the picture appears from the most important pixel on: high when the map finds what is enough for the model.',
  paper: 'Petsiuk, Das and Saenko, RISE: Randomized Input Sampling for Explanation of Black-box Models, BMVC 2018',
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: curveParameters,
  cost: (parameters) => curveCost(parameters),
  measure: async (context, parameters) => {
    const unranked = unrankedMap(context.map)
    if (unranked) return undefinedBecause(unranked)
    const ranking = rankPixels(context.map)
    const evaluator = evaluatorHiding(context, parameters.baseline)
    const curve = await orderedCurve(evaluator, ranking.order, pointsOf(context, ranking, parameters), 'shown')
    return measurementOf(curve, 'shown')
  },
}
