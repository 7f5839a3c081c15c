import { constantWarnings } from '../../answer/constant-scores.ts'
import { type LinearFit, predict } from '../../math/linear-fit.ts'
import { addRow, createNormalEquations, type NormalEquations } from '../../math/normal-equations.ts'
import { fitLasso } from '../../math/weighted-lasso.ts'
import { fitRidge, ridgeErrors } from '../../math/weighted-ridge.ts'
import type { Warning } from '../../model/classifier.ts'
import { createFairCoins } from '../../random/fair-coins.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { type LimeParameters, limeParameters } from './lime-parameters.ts'
import { createMaskDistance } from './mask-distance.ts'
import { requireRegions } from './require-regions.ts'
import { scoreRegions } from './score-regions.ts'
import { fewSamplesWarnings } from './warnings.ts'

/** Beyond, solving for the coefficients would take longer than the forwards. */
const mostRegions = 1024
const fewestPerRegion = 10

/** A linear model of the score around the picture: masks count the more, the less they hide, and each region's coefficient is its value. */
export const lime: Method<LimeParameters> = {
  name: 'lime',
  paper: 'Ribeiro, Singh and Guestrin, “Why Should I Trust You?”: Explaining the Predictions of Any Classifier, KDD 2016',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: limeParameters,
  cost: ({ samples }) => samples,
  run,
}

async function run(context: MethodContext, parameters: LimeParameters): Promise<MethodResult> {
  const { evaluator, seed } = context
  const { samples, space, distance, kernelWidth, regressor, alpha } = parameters
  const { count } = evaluator.regions
  requireRegions('lime', count, mostRegions, 'leave-one-out')
  const weight = createWeight(createMaskDistance(distance, evaluator), kernelWidth)
  const write = createMasks(count, seed)
  const equations = createNormalEquations(count)
  const scores = await scoreRegions(context, {
    count: samples,
    space,
    write,
    take: (mask, score) => addRow(equations, mask, score, weight(mask)),
    partial: () => fitBy(regressor, equations, alpha).coefficients,
  })
  const ridge = regressor === 'ridge' ? fitRidge(equations, alpha) : null
  const fit = ridge ?? fitLasso(equations, alpha)
  return {
    attribution: { kind: 'regions', values: fit.coefficients },
    complete: scores.length === samples,
    predicted: null,
    statistics: {
      samples: scores.length,
      intercept: fit.intercept,
      determination: fit.determination,
      localPrediction: predict(fit, new Float32Array(count).fill(1)),
      whole: scores[0] ?? Number.NaN,
      // What a lasso sets to 0 has no error of this kind.
      ...(ridge && { standardErrors: ridgeErrors(ridge, { outputs: scores, weight, write }) }),
    },
    warnings: [
      ...constantWarnings(scores),
      ...fewSamplesWarnings(scores.length, fewestPerRegion * count, 'masks'),
      ...widthWarnings(equations, kernelWidth),
    ],
  }
}

function fitBy(regressor: LimeParameters['regressor'], equations: NormalEquations, alpha: number): LinearFit {
  return regressor === 'ridge' ? fitRidge(equations, alpha) : fitLasso(equations, alpha)
}

/** Shows all regions first, then none, then what fair coins say. */
function createMasks(regions: number, seed: number): (index: number, mask: Float32Array) => void {
  const coins = createFairCoins(regions, seed)
  return (index, mask) => (index < 2 ? mask.fill(1 - index) : coins(index, mask))
}

/** The square root of `exp(-distance^2 / width^2)`, as the authors have it. */
function createWeight(distance: (mask: ArrayLike<number>) => number, width: number): (mask: ArrayLike<number>) => number {
  return (mask) => Math.exp(-(distance(mask) ** 2) / (2 * width * width))
}

/** KERNEL_NARROW where hardly any mask but the whole picture has weight, so that the coefficients rest on next to nothing. */
function widthWarnings({ weight, columns }: NormalEquations, width: number): Warning[] {
  if (weight >= columns + 1) return []
  return [
    {
      code: 'KERNEL_NARROW',
      message: `With the kernel width ${width} all masks together weigh as much as ${weight.toPrecision(2)} whole pictures: too little for ${columns} coefficients. Choose a larger width.`,
    },
  ]
}
