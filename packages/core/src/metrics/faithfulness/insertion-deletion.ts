import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { deletion } from './deletion.ts'
import { insertion } from './insertion.ts'
import { type CurveParameters, curveCost, curveParameters } from './ordered-curve.ts'

/** Insertion minus deletion, on the same baseline and at the same points: what both curves say in one number. */
export const insertionDeletion: Metric<CurveParameters> = {
  name: 'insertion-deletion',
  title: 'insertion minus deletion',
  says: 'By how much showing the important pixels first beats hiding them first: 0 for an order that knows nothing of the model.',
  paper: 'Petsiuk, Das and Saenko, RISE, BMVC 2018; the difference: OpenVINO Explainable AI Toolkit',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: curveParameters,
  cost: (parameters) => curveCost(parameters, 2),
  measure: async (context, parameters) => {
    const hidden = await deletion.measure(context, parameters)
    const shown = await insertion.measure(context, parameters)
    if (hidden.value === null || shown.value === null) return undefinedBecause(hidden.reason ?? shown.reason ?? '')
    return {
      value: shown.value - hidden.value,
      parts: { insertion: shown.value, deletion: hidden.value, ...hidden.parts },
      warnings: hidden.warnings ?? [],
    }
  },
}
