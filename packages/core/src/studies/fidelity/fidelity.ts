import { forwardsOfMethods } from '../measuring/forwards-of-methods.ts'
import { openedForwards } from '../measuring/open-sample.ts'
import type { Study } from '../study.ts'
import { measureFidelity } from './measure.ts'
import { baselinesOf, type FidelityParameters, fidelityParameters, methodsOf, settingsOf } from './parameters.ts'
import type { FidelityRecord } from './record.ts'
import { summariseFidelity } from './summarise.ts'

/**
 * Whether hiding what a map calls important hurts more than hiding what it calls unimportant: accuracy curves of both orders, the area between them,
 * and how much of the loss is an artefact of hiding, on several baselines and beside random maps.
 *
 * L. Brocki and N. C. Chung, Fidelity of Interpretability Methods and Perturbation Artifacts in Neural Networks, arXiv 2203.02928.
 */
export const fidelity: Study<FidelityParameters, FidelityRecord> = {
  name: 'fidelity',
  title: 'Fidelity, and what hiding does by itself',
  parameters: fidelityParameters,
  samples: async (dataset, parameters) => {
    // What is misspelt is refused before a picture is opened.
    methodsOf(parameters)
    settingsOf(parameters)
    return dataset.samples
  },
  cost: (parameters, regions) => {
    const methods = methodsOf(parameters)
    const readings = methods.reduce((sum, { method }) => sum + (method.signed ? 2 : 1), parameters.randomSeeds)
    const curves = 2 * readings * (parameters.steps - 1) + 2
    return openedForwards + forwardsOfMethods(methods, regions) + baselinesOf(parameters).length * curves
  },
  measure: measureFidelity,
  summarise: summariseFidelity,
}
