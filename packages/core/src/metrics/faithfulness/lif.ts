import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { curveCost } from './ordered-curve.ts'
import { type RemovalParameters, removalCurve, removalMap, removalMeasurement, removalParameters } from './removal-orders.ts'

/** Least important first: area under the target's probability while pixels are hidden from the lowest value on. */
export const lif: Metric<RemovalParameters> = {
  name: 'lif',
  title: 'least important first',
  says: 'How much of the probability is left, on average, while the least important pixels are hidden first: high when they hardly matter. What is lost all the same bounds the harm that hiding does by itself.',
  paper: 'Brocki and Chung, Fidelity of Interpretability Methods and Perturbation Artifacts in Neural Networks, arXiv 2203.02928',
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: removalParameters,
  cost: (parameters) => curveCost(parameters),
  measure: async (context, parameters) => {
    const unranked = unrankedMap(removalMap(context, parameters))
    return unranked ? undefinedBecause(unranked) : removalMeasurement(await removalCurve(context, parameters, 'least'))
  },
}
