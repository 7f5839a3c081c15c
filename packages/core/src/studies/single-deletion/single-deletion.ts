import { TelltaleError } from '../../errors.ts'
import { forwardsOfMethods } from '../measuring/forwards-of-methods.ts'
import { openedForwards } from '../measuring/open-sample.ts'
import type { Study } from '../study.ts'
import { measureSingleDeletion } from './measure.ts'
import { baselinesOf, methodsOf, type SingleDeletionParameters, singleDeletionParameters } from './parameters.ts'
import type { SingleDeletionRecord } from './record.ts'
import { summariseSingleDeletion } from './summarise.ts'

/**
 * Whether a map ranks the cells of a picture as hiding them one at a time does, and whether the answer holds once the model has learned what a
 * picture with a hidden cell is.
 *
 * R. Hesse, S. Schaub-Meyer and S. Roth, Benchmarking the Attribution Quality of Vision Models, NeurIPS 2024, arXiv 2407.11910.
 */
export const singleDeletion: Study<SingleDeletionParameters, SingleDeletionRecord> = {
  name: 'single-deletion',
  title: 'Single deletion',
  parameters: singleDeletionParameters,
  samples: async (dataset, parameters) => {
    // What is misspelt is refused before a picture is opened.
    methodsOf(parameters)
    const [, second] = baselinesOf(parameters)
    if (second === undefined || parameters.variant === 'sds') return dataset.samples
    throw new TelltaleError(
      'USAGE_PARAMETER',
      'A network is trained for one baseline, and two or more are named.',
      'Name one baseline, or measure the models as they are with variant=sds.',
      { value: parameters.baselines },
    )
  },
  cost: (parameters, regions) =>
    openedForwards +
    forwardsOfMethods(methodsOf(parameters), regions) +
    baselinesOf(parameters).length * (1 + parameters.grid ** 2) * (parameters.variant === 'sds' ? 1 : 2),
  measure: measureSingleDeletion,
  summarise: summariseSingleDeletion,
}
