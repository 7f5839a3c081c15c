import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { curveCost } from './ordered-curve.ts'
import { type RemovalParameters, removalCurve, removalMap, removalMeasurement, removalParameters } from './removal-orders.ts'

/** Most important first: area under the target's probability while pixels are hidden from the highest value on. */
export const mif: Metric<RemovalParameters> = {
  name: 'mif',
  title: 'most important first',
  says: 'How much of the probability is left, on average, while the most important pixels are hidden first: low for a faithful map, and for a picture that hiding alone spoils.',
  paper: 'Brocki and Chung, Fidelity of Interpretability Methods and Perturbation Artifacts in Neural Networks, arXiv 2203.02928',
  direction: 'lower',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: removalParameters,
  cost: (parameters) => curveCost(parameters),
  measure: async (context, parameters) => {
    const unranked = unrankedMap(removalMap(context, parameters))
    return unranked ? undefinedBecause(unranked) : removalMeasurement(await removalCurve(context, parameters, 'most'))
  },
}
