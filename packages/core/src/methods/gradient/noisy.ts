import type { RunningMeans } from '../../math/running-means.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { fillNormal } from '../../random/normal-noise.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { normalisedFrame } from './baselines.ts'
import { joinChannels } from './channels.ts'
import { agreementOf, agreementWarnings } from './halves.ts'
import { mapResult } from './map-result.ts'
import { type NoisyParameters, noisyParameters } from './noisy-parameters.ts'
import { createSampleMeans } from './sample-means.ts'
import { affordable, pictureForwards, streamGradients } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

/** What tells the methods that ask noisy copies apart. */
interface Noisy extends Pick<Method<NoisyParameters>, 'name' | 'paper' | 'signed'> {
  /** Copies without which there is no value. */
  readonly least: number
  /** What is averaged of a gradient. */
  readonly row: (gradient: Float32Array) => ArrayLike<number>
  readonly summary: (rows: RunningMeans) => Float64Array
}

/** SmoothGrad: the mean gradient over noisy copies of the picture, which takes out what only the nearest pixels decide. */
export const smoothgrad = noisy({
  name: 'smoothgrad',
  paper: 'Smilkov, Thorat, Kim, Viegas and Wattenberg, SmoothGrad: removing noise by adding noise, arXiv 1706.03825, 2017',
  signed: true,
  least: 1,
  row: (gradient) => gradient,
  summary: (rows) => rows.means(),
})

/** SquareGrad: the mean square of the gradient over noisy copies. */
export const squaregrad = noisy({
  name: 'squaregrad',
  paper: 'Hooker, Erhan, Kindermans and Kim, A Benchmark for Interpretability Methods in Deep Neural Networks, NeurIPS 2019',
  signed: false,
  least: 1,
  row: (gradient) => gradient.map((slope) => slope * slope),
  summary: (rows) => rows.means(),
})

/** VarGrad: the variance of the gradient over noisy copies, divided by their number less one. */
export const vargrad = noisy({
  name: 'vargrad',
  paper: 'Adebayo, Gilmer, Muelly, Goodfellow, Hardt and Kim, Sanity Checks for Saliency Maps, NeurIPS 2018',
  signed: false,
  least: 2,
  row: (gradient) => gradient,
  summary: (rows) => rows.variances(),
})

function noisy({ name, paper, signed, ...how }: Noisy): Method<NoisyParameters> {
  return {
    name,
    paper,
    version: 1,
    access: 'gradients',
    space: 'logit',
    signed,
    classSensitive: true,
    parameters: noisyParameters,
    cost: ({ samples }) => pictureForwards * samples,
    unsuited: withoutPictureGradient,
    run: (context, parameters) => run(context, parameters, how),
  }
}

async function run(
  context: MethodContext,
  { samples: wanted, reduce, ...given }: NoisyParameters,
  { least, row, summary }: Pick<Noisy, 'least' | 'row' | 'summary'>,
): Promise<MethodResult> {
  const { evaluator, seed } = context
  const gradients = await context.gradients()
  const samples = affordable(context, gradients, { wanted, least })
  const frame = normalisedFrame(evaluator, gradients)
  const deviation = given.noise * (given.unit === 'range' ? rangeOf(frame) : 1)
  const means = createSampleMeans(frame.length)
  const mapOf = (rows: RunningMeans): Float32Array => joinChannels(summary(rows), reduce)
  const write = (index: number, into: Float32Array): void => {
    fillNormal(deriveSeed(seed, 'noisy', index), deviation, into)
    for (let i = 0; i < into.length; i++) into[i]! += frame[i]!
  }
  for await (const { index, gradient } of streamGradients(context, gradients, samples, write)) {
    means.add(index, row(gradient))
    if (isTenth({ first: index, count: 1 }, samples) && index + 1 >= least)
      context.report({ kind: 'map', values: mapOf(means.whole) })
  }
  const agreement = agreementOf(mapOf(means.halves[0]), mapOf(means.halves[1]), evaluator.frame)
  return mapResult(mapOf(means.whole), {
    complete: samples === wanted,
    statistics: { samples, deviation, ...agreement },
    warnings: agreementWarnings(samples, 'noisy copies', agreement),
  })
}

/** Largest less smallest number. */
function rangeOf(values: Float32Array): number {
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    least = Math.min(least, value)
    largest = Math.max(largest, value)
  }
  return largest - least
}
