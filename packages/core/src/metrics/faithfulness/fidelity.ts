import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { curveCost, measurementOf } from './ordered-curve.ts'
import { lossOf, type RemovalParameters, removalCurve, removalMap, removalParameters } from './removal-orders.ts'

/**
 * Fidelity of one picture as score curves: the area between the curve that hides the least important pixels first and the one that hides the most
 * important first. On one baseline it is insertion minus deletion; what it adds is the split of the loss. `artefact`, the part of the loss of the
 * most important first that the least important first lose as well, is a reconstruction: the paper's own formula is not published.
 */
export const fidelity: Metric<RemovalParameters> = {
  name: 'fidelity',
  title: 'fidelity',
  says: 'By how much hiding the important pixels hurts more than hiding the unimportant ones, so that what hiding does by itself cancels: 0 for a random map.',
  paper: 'Brocki and Chung, Fidelity of Interpretability Methods and Perturbation Artifacts in Neural Networks, arXiv 2203.02928',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: removalParameters,
  cost: (parameters) => curveCost(parameters, 2),
  measure: async (context, parameters) => {
    const unranked = unrankedMap(removalMap(context, parameters))
    if (unranked) return undefinedBecause(unranked)
    const most = await removalCurve(context, parameters, 'most')
    const least = await removalCurve(context, parameters, 'least')
    const [lossOfMost, lossOfLeast] = [lossOf(most), lossOf(least)]
    return {
      value: lossOfMost - lossOfLeast,
      parts: {
        mif: measurementOf(most, 'hidden').value,
        lif: measurementOf(least, 'hidden').value,
        lossOfMost,
        lossOfLeast,
        // A loss of nothing, or a gain, has no parts.
        artefact: lossOfMost > 0 ? lossOfLeast / lossOfMost : null,
      },
      warnings: measurementOf(most, 'hidden').warnings ?? [],
    }
  },
}
