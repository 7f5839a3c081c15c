import * as z from 'zod/mini'
import { constantWarnings } from '../../answer/constant-scores.ts'
import { TelltaleError } from '../../errors.ts'
import { exactShapley as shapleyValues } from '../../math/exact-shapley.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { requireRegions } from './require-regions.ts'
import { affordable, scoreRegions } from './score-regions.ts'

/** 65 536 forwards. */
const mostRegions = 16

/** Parameters of exact Shapley values. */
export const exactShapleyParameters = z.object({
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
})

export type ExactShapleyParameters = z.infer<typeof exactShapleyParameters>

/** Shapley values by showing every set of regions: exact for the model, for at most 16 regions. */
export const exactShapley: Method<ExactShapleyParameters> = {
  name: 'exact-shapley',
  paper: 'Shapley, A Value for n-Person Games, 1953',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: exactShapleyParameters,
  cost: (_, regions) => 2 ** regions,
  run,
}

async function run(context: MethodContext, { space }: ExactShapleyParameters): Promise<MethodResult> {
  const { count } = context.evaluator.regions
  requireRegions('exact-shapley', count, mostRegions, 'kernel-shap')
  const sets = 2 ** count
  const available = affordable(context)
  if (available < sets) throw tooDear(count, sets, available)
  const values = await scoreRegions(context, {
    count: sets,
    space,
    write: (set, mask) => {
      for (let region = 0; region < count; region++) mask[region] = (set >>> region) & 1
    },
  })
  // Another spender of the same budget may have been faster.
  if (values.length < sets) throw tooDear(count, sets, values.length)
  return {
    attribution: { kind: 'regions', values: shapleyValues(values, count) },
    complete: true,
    predicted: null,
    statistics: { blank: values[0]!, whole: values[sets - 1]! },
    warnings: constantWarnings(values),
  }
}

function tooDear(regions: number, sets: number, available: number): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `Exact Shapley values of ${regions} regions take ${sets} forwards; the budget allows ${available}.`,
    'Ask for fewer regions, allow more forwards (--budget), or use the method kernel-shap.',
    { value: sets, limit: available },
  )
}
