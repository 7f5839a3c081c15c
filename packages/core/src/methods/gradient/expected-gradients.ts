import * as z from 'zod/mini'
import { parseBaseline } from '../../image/baseline.ts'
import type { RunningMeans } from '../../math/running-means.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom } from '../../random/random.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { normalisedBaseline, normalisedFrame } from './baselines.ts'
import { joinChannels, signedReduce } from './channels.ts'
import { agreementOf, agreementWarnings } from './halves.ts'
import { mapResult } from './map-result.ts'
import { createSampleMeans } from './sample-means.ts'
import { affordable, pictureForwards, streamGradients } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

const parameters = z.object({
  samples: z
    ._default(z.int().check(z.minimum(1), z.maximum(10_000)), 50)
    .check(z.describe('Draws of a baseline and of a point on the line from it to the picture')),
  from: z
    ._default(z.enum(['several', 'baseline']), 'several')
    .check(
      z.describe(
        'What the picture is held against: several, which are black, white, the mean colour and a blurred copy as chance has it, or the baseline of the explanation',
      ),
    ),
  reduce: signedReduce,
})

export type ExpectedGradientsParameters = z.infer<typeof parameters>

/** Whichever is drawn: no one colour then counts as absence. */
const several = ['black', 'white', 'mean', 'blur'].map(parseBaseline)

/** Expected gradients, known as Gradient SHAP: integrated gradients averaged over baselines, by random draws instead of whole paths. */
export const expectedGradients: Method<ExpectedGradientsParameters> = {
  name: 'expected-gradients',
  paper:
    'Erion, Janizek, Sturmfels, Lundberg and Lee, Improving performance of deep learning models with axiomatic attribution priors and expected gradients, Nature Machine Intelligence 3, 2021',
  version: 1,
  access: 'gradients',
  space: 'logit',
  signed: true,
  classSensitive: true,
  parameters,
  cost: ({ samples }) => pictureForwards * samples,
  unsuited: withoutPictureGradient,
  run,
}

async function run(context: MethodContext, given: ExpectedGradientsParameters): Promise<MethodResult> {
  const { evaluator, seed } = context
  const gradients = await context.gradients()
  const samples = affordable(context, gradients, { wanted: given.samples, least: 1 })
  const frame = normalisedFrame(evaluator, gradients)
  const baselines = (given.from === 'several' ? several : [evaluator.baseline]).map((baseline) =>
    normalisedBaseline(evaluator, gradients, baseline),
  )
  const drawOf = (index: number): { readonly baseline: Float32Array; readonly along: number } => {
    const random = createRandom(deriveSeed(seed, 'expected-gradients', index))
    return { baseline: baselines[Math.floor(random.next() * baselines.length)]!, along: random.next() }
  }
  const means = createSampleMeans(frame.length)
  const mapOf = (rows: RunningMeans): Float32Array => joinChannels(rows.means(), given.reduce)
  const write = (index: number, into: Float32Array): void => {
    const { baseline, along } = drawOf(index)
    for (let i = 0; i < into.length; i++) into[i] = baseline[i]! + along * (frame[i]! - baseline[i]!)
  }
  for await (const { index, gradient } of streamGradients(context, gradients, samples, write)) {
    const { baseline } = drawOf(index)
    means.add(
      index,
      Float64Array.from(gradient, (slope, i) => slope * (frame[i]! - baseline[i]!)),
    )
    if (isTenth({ first: index, count: 1 }, samples)) context.report({ kind: 'map', values: mapOf(means.whole) })
  }
  const agreement = agreementOf(mapOf(means.halves[0]), mapOf(means.halves[1]), evaluator.frame)
  return mapResult(mapOf(means.whole), {
    complete: samples === given.samples,
    statistics: { samples, ...agreement },
    warnings: agreementWarnings(samples, 'draws', agreement),
  })
}
