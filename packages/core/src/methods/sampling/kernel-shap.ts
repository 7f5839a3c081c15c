import * as z from 'zod/mini'
import { constantWarnings } from '../../answer/constant-scores.ts'
import { constrainedErrors, fitConstrained } from '../../math/kernel-shap.ts'
import { addRow, createNormalEquations, mixEquations } from '../../math/normal-equations.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { requireRegions } from './require-regions.ts'
import { affordable, scoreRegions } from './score-regions.ts'
import { type Coalitions, planCoalitions } from './shapley-coalitions.ts'
import { fewSamplesWarnings } from './warnings.ts'

/** Beyond, solving for the values would take longer than the forwards. */
const mostRegions = 1024
const fewestPerRegion = 10
/** The empty coalition and that of all. */
const ends = 2

/** Parameters of Kernel SHAP. */
export const kernelShapParameters = z.object({
  samples: z
    ._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 0)
    .check(
      z.describe(
        'Coalitions of regions, one forward each, besides none and all; 0 for 2 N + 2048 with N regions; exact from 2^N - 2 on',
      ),
    ),
  space: z._default(z.enum(['probability', 'logit']), 'probability').check(z.describe('Which score of the target is explained')),
})

export type KernelShapParameters = z.infer<typeof kernelShapParameters>

/** Shapley values by least squares over coalitions: exact when all are shown, and always adding up to what the regions do together. */
export const kernelShap: Method<KernelShapParameters> = {
  name: 'kernel-shap',
  paper: 'Lundberg and Lee, A Unified Approach to Interpreting Model Predictions, NeurIPS 2017',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: kernelShapParameters,
  cost: (parameters, regions) => ends + countCoalitions(parameters, regions),
  run,
}

function countCoalitions({ samples }: KernelShapParameters, regions: number): number {
  return Math.min(samples === 0 ? 2 * regions + 2048 : Math.max(2, samples), 2 ** regions - 2)
}

async function run(context: MethodContext, parameters: KernelShapParameters): Promise<MethodResult> {
  const { count } = context.evaluator.regions
  requireRegions('kernel-shap', count, mostRegions, 'shapley-sampling')
  const wanted = countCoalitions(parameters, count)
  // Planned for what can be paid, so that a small budget still weighs all sizes as it should.
  const plan = planCoalitions(count, Math.max(0, Math.min(wanted, affordable(context) - ends)), context.seed)
  const estimate = createEstimate(count, plan)
  const scores = await scoreRegions(context, {
    count: ends + plan.count,
    space: parameters.space,
    write: (index, mask) => (index < ends ? mask.fill(index) : plan.write(index - ends, mask)),
    take: estimate.take,
    partial: () => estimate.solve().values,
  })
  const fit = estimate.solve()
  const shown = Math.max(0, scores.length - ends)
  return {
    attribution: { kind: 'regions', values: fit.values },
    // A pair is drawn or not: an odd wish is served by one coalition less.
    complete: scores.length === ends + plan.count && plan.count >= wanted - 1,
    predicted: null,
    statistics: {
      blank: scores[0] ?? Number.NaN,
      whole: scores[1] ?? Number.NaN,
      samples: scores.length,
      enumerated: Math.min(shown, plan.enumerated),
      ridge: fit.ridge,
      standardErrors: estimate.errors(scores),
    },
    warnings: [
      ...constantWarnings(scores),
      ...fewSamplesWarnings(shown, Math.min(2 ** count - 2, fewestPerRegion * count), 'coalitions'),
    ],
  }
}

/** Least squares over the coalitions seen so far. Drawn ones share the kernel's weight that enumeration leaves, however many there are. */
function createEstimate(count: number, plan: Coalitions) {
  let enumerated = createNormalEquations(count, 0)
  let drawn = createNormalEquations(count, 0)
  let [blank, whole] = [0, 0]
  const drawnScale = (): number => (drawn.weight > 0 ? plan.drawnWeight / drawn.weight : 0)
  const solve = () => fitConstrained(mixEquations(enumerated, drawn, drawnScale()), whole - blank)
  return {
    take: (mask: Float32Array, score: number, index: number): void => {
      if (index === 0) {
        blank = score
        // Nothing is known of the effect of all until they were shown.
        whole = score
        enumerated = createNormalEquations(count, blank)
        drawn = createNormalEquations(count, blank)
      } else if (index === 1) whole = score
      else if (index - ends < plan.enumerated) addRow(enumerated, mask, score, plan.weight(index - ends))
      else addRow(drawn, mask, score, 1)
    },
    solve,
    errors: (scores: Float64Array): Float64Array => {
      const first = ends + plan.enumerated
      const outputs = scores.subarray(first).map((score) => score - blank)
      const isEnumerated = plan.drawnWeight === 0 && scores.length === ends + plan.count
      if (outputs.length < 4 && !isEnumerated) return new Float64Array(count).fill(Number.NaN)
      return constrainedErrors(solve(), {
        outputs,
        weight: drawnScale(),
        write: (index, row) => plan.write(plan.enumerated + index, row),
      })
    },
  }
}
