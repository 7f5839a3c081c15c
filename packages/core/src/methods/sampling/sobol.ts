import { constantWarnings } from '../../answer/constant-scores.ts'
import { sobolStandardErrors } from '../../math/sobol-errors.ts'
import { sobolIndices } from '../../math/sobol-indices.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createSampler } from '../../random/sampler.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { chooseCells, countCells } from './cells.ts'
import { createReplicatedDesign } from './replicated-design.ts'
import { type SobolParameters, sobolParameters } from './sobol-parameters.ts'
import { streamScores } from './stream-scores.ts'
import { fewSamplesWarnings, samplerWarnings } from './warnings.ts'

/** Designs from which on a variance is worth dividing by. */
const fewestDesigns = 16

/**
 * Sobol attribution: the share of the score's variance, over soft masks, in which a cell has a part, alone or with others (total-order index).
 * Each of the n designs is shown as it is and with each cell drawn anew: n (d + 1) forwards.
 */
export const sobol: Method<SobolParameters> = {
  name: 'sobol',
  paper:
    'Fel, Cadene et al., Look at the Variance! Efficient Black-box Explanations with Sobol-based Sensitivity Analysis, NeurIPS 2021',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: false,
  classSensitive: true,
  parameters: sobolParameters,
  cost: (parameters, regions) => parameters.designs * (countCells(parameters, regions) + 1),
  run,
}

async function run(context: MethodContext, parameters: SobolParameters): Promise<MethodResult> {
  const { designs, estimator, space } = parameters
  const cells = chooseCells(context, parameters)
  const count = cells.map.count
  const seed = deriveSeed(context.seed, 'sobol')
  const sampler = createSampler(parameters.sampler, { samples: designs, dimensions: 2 * count, seed, skip: 0 })
  const masks = designs * (count + 1)
  const design = createReplicatedDesign(cells, sampler, { designs, seed })
  const scores = new Float64Array(masks)
  let done = 0
  for await (const chunk of streamScores(context, masks, space, design.masksOf)) {
    scores.set(chunk.scores, chunk.first)
    done = chunk.first + chunk.count
    if (isTenth(chunk, masks)) {
      const { base, changed } = design.split(scores.subarray(0, done))
      if (base.length > 1) context.report(cells.attribution(sobolIndices(base, changed, estimator).values))
    }
  }
  const { base, changed } = design.split(scores.subarray(0, done))
  const measurable = base.length > 1
  const { values, variance } = measurable
    ? sobolIndices(base, changed, estimator)
    : { values: new Float64Array(count), variance: Number.NaN }
  return {
    attribution: cells.attribution(values),
    complete: done === masks,
    predicted: null,
    statistics: {
      designs: base.length,
      variance,
      standardErrors: measurable ? sobolStandardErrors(base, changed, estimator) : new Float64Array(count).fill(Number.NaN),
    },
    warnings: [
      ...constantWarnings(base),
      ...fewSamplesWarnings(base.length, fewestDesigns, 'designs'),
      ...samplerWarnings(parameters.sampler, sampler.name, 2 * count),
    ],
  }
}
