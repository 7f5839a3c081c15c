import type { Metric } from '../metric.ts'
import { rankPixels } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding } from './hidden-with.ts'
import { type CurveParameters, curveCost, curveParameters, measurementOf, orderedCurve, pointsOf } from './ordered-curve.ts'

/** Area under the target's probability while pixels are hidden, the highest of the map first; over the true shares of the frame. */
export const deletion: Metric<CurveParameters> = {
  name: 'deletion',
  title: 'deletion',
  says: 'How much of the probability is left, on average, while the picture is hidden from the most important pixel on: low when the map finds what the model needs.',
  paper: 'Petsiuk, Das and Saenko, RISE: Randomized Input Sampling for Explanation of Black-box Models, BMVC 2018',
  direction: 'lower',
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
    const curve = await orderedCurve(evaluator, ranking.order, pointsOf(context, ranking, parameters), 'hidden')
    return measurementOf(curve, 'hidden')
  },
}
