import * as z from 'zod/mini'
import { constantWarnings } from '../../answer/constant-scores.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { scoreRegions } from './score-regions.ts'

/** Parameters of leaving one region out. */
export const leaveOneOutParameters = z.object({
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
})

export type LeaveOneOutParameters = z.infer<typeof leaveOneOutParameters>

/** What the score loses when one region alone is hidden. Blind to evidence that the picture holds twice. */
export const leaveOneOut: Method<LeaveOneOutParameters> = {
  name: 'leave-one-out',
  paper: 'Robnik-Sikonja and Kononenko, Explaining Classifications for Individual Instances, IEEE TKDE 2008',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: leaveOneOutParameters,
  cost: (_, regions) => regions + 1,
  run,
}

async function run(context: MethodContext, { space }: LeaveOneOutParameters): Promise<MethodResult> {
  const { count } = context.evaluator.regions
  const values = new Float64Array(count)
  let whole = Number.NaN
  const scores = await scoreRegions(context, {
    count: count + 1,
    space,
    write: (index, mask) => {
      mask.fill(1)
      if (index > 0) mask[index - 1] = 0
    },
    take: (_, score, index) => {
      if (index === 0) whole = score
      else values[index - 1] = whole - score
    },
    partial: () => values.slice(),
  })
  return {
    attribution: { kind: 'regions', values },
    complete: scores.length === count + 1,
    predicted: null,
    statistics: { whole },
    warnings: constantWarnings(scores),
  }
}
