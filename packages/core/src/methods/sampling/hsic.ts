import { constantWarnings } from '../../answer/constant-scores.ts'
import { TelltaleError } from '../../errors.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createSampler } from '../../random/sampler.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { createBinaryDesign } from './binary-design.ts'
import { chooseCells } from './cells.ts'
import { chooseBandwidth } from './hsic-bandwidth.ts'
import { type HsicParameters, hsicParameters } from './hsic-parameters.ts'
import { describeScores, kernelFactors, mostInteractingCells, scoreCells, scorePairs } from './hsic-statistics.ts'
import { streamScores } from './stream-scores.ts'
import { fewSamplesWarnings, samplerWarnings } from './warnings.ts'

/** Masks per cell from which on scores stand out from chance. */
const samplesPerCell = 4

/**
 * HSIC attribution: how far the score depends on whether a cell is kept, over random binary masks. A value is never negative and says that
 * the cell matters, not in which direction; divided by n as the authors' code does, so it grows with the number of masks.
 */
export const hsic: Method<HsicParameters> = {
  name: 'hsic',
  paper:
    'Novello, Fel and Vigouroux, Making Sense of Dependence: Efficient Black-box Explanations Using Dependence Measure, NeurIPS 2022',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: false,
  classSensitive: true,
  parameters: hsicParameters,
  cost: ({ samples }) => samples,
  run,
}

async function run(context: MethodContext, parameters: HsicParameters): Promise<MethodResult> {
  const { kernels } = context
  const { samples, exact, space } = parameters
  const cells = chooseCells(context, parameters)
  const count = cells.map.count
  if (parameters.interactions && count > mostInteractingCells) throw tooManyPairs(count)
  const sampler = createSampler(parameters.sampler, { samples, dimensions: count, seed: deriveSeed(context.seed, 'hsic') })
  const design = createBinaryDesign(cells, sampler, samples)
  const scores = new Float64Array(samples)
  let done = 0
  /** What the masks so far say; the definition is for the last word only. */
  const measured = () => {
    const outputs = scores.subarray(0, done)
    const { width, warnings } = chooseBandwidth(outputs, parameters)
    const masks = design.bits.subarray(0, done * Math.ceil(count / 32))
    return { of: { masks, outputs, cells: count, bandwidth: width }, warnings }
  }
  const attributionOf = (values: Float64Array) =>
    cells.attribution(values.map((value) => value * kernelFactors[parameters.kernel]))
  for await (const chunk of streamScores(context, samples, space, design.masksOf)) {
    scores.set(chunk.scores, chunk.first)
    done = chunk.first + chunk.count
    if (isTenth(chunk, samples)) context.report(attributionOf(await scoreCells(kernels, measured().of)))
  }
  const { of, warnings } = measured()
  const values = await scoreCells(kernels, of, exact)
  return {
    attribution: attributionOf(values),
    complete: done === samples,
    predicted: null,
    statistics: {
      ...(await describeScores(kernels, of, values)),
      ...(parameters.interactions ? { interactions: await scorePairs(kernels, of, exact) } : {}),
    },
    warnings: [
      ...constantWarnings(of.outputs),
      ...warnings,
      ...fewSamplesWarnings(done, samplesPerCell * count, `masks for ${count} cells`),
      ...samplerWarnings(parameters.sampler, sampler.name, count),
    ],
  }
}

function tooManyPairs(count: number): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `Interactions of ${count} cells were asked for; the limit is ${mostInteractingCells}.`,
    'Leave out interactions, or use a coarser grid or fewer regions.',
    { value: count, limit: mostInteractingCells },
  )
}
