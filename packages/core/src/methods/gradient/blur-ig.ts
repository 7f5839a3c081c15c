import * as z from 'zod/mini'
import type { GradientEvaluator } from '../../evaluator/gradient-evaluator.ts'
import { blurUnrounded } from '../../image/blur.ts'
import type { Frame } from '../../model/classifier.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { joinChannels, signedReduce } from './channels.ts'
import { completeness } from './completeness.ts'
import { mapResult } from './map-result.ts'
import { affordable, pictureForwards, streamGradients } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

const parameters = z.object({
  points: z._default(z.int().check(z.minimum(2), z.maximum(10_000)), 100).check(z.describe('Steps of the path')),
  // 50 pixels of a frame of 224, as published.
  sigma: z
    ._default(z.number().check(z.minimum(0.01), z.maximum(1)), 50 / 224)
    .check(z.describe('Standard deviation of the blur where the path starts, as a share of the width')),
  spacing: z
    ._default(z.enum(['linear', 'square-root']), 'linear')
    .check(z.describe('Whether standard deviations or their squares are equally far apart')),
  reduce: signedReduce,
})

export type BlurIgParameters = z.infer<typeof parameters>

/** Blur integrated gradients: the path comes out of a blur, so that no colour counts as absence and coarse shapes come before fine ones. */
export const blurIg: Method<BlurIgParameters> = {
  name: 'blur-ig',
  paper: 'Xu, Venugopalan and Sundararajan, Attribution in Scale and Space, CVPR 2020',
  version: 1,
  access: 'gradients',
  space: 'logit',
  signed: true,
  classSensitive: true,
  parameters,
  // One more, since both ends are read.
  cost: ({ points }) => pictureForwards * (points + 1),
  unsuited: withoutPictureGradient,
  run,
}

async function run(context: MethodContext, given: BlurIgParameters): Promise<MethodResult> {
  const { frame } = context.evaluator
  const gradients = await context.gradients()
  const points = affordable(context, gradients, { wanted: given.points + 1, least: 3 }) - 1
  const shares = new Float64Array(frame.rgb.length)
  const before = { frame: new Float32Array(shares.length), gradient: new Float32Array(shares.length) }
  const logits: number[] = []
  const write = (index: number, into: Float32Array): void => {
    into.set(blurred(frame, gradients, sigmaAt(index / points, given) * frame.width))
  }
  for await (const at of streamGradients(context, gradients, points + 1, write)) {
    // The trapezoid rule along what the frame itself moved: each step has its own length.
    if (at.index > 0) {
      for (let i = 0; i < shares.length; i++)
        shares[i]! += ((at.gradient[i]! + before.gradient[i]!) / 2) * (at.frame[i]! - before.frame[i]!)
    }
    before.frame.set(at.frame)
    before.gradient.set(at.gradient)
    logits.push(at.logit)
    if (isTenth({ first: at.index, count: 1 }, points + 1))
      context.report({ kind: 'map', values: joinChannels(shares, given.reduce) })
  }
  const { statistics, warnings } = completeness(shares, logits.at(-1)!, logits[0]!, points)
  return mapResult(joinChannels(shares, given.reduce), {
    complete: points === given.points,
    statistics: { points, ...statistics },
    warnings,
  })
}

/** The blur at a share 0..1 of the path, down to none. */
function sigmaAt(along: number, { sigma, spacing }: BlurIgParameters): number {
  return sigma * (spacing === 'linear' ? 1 - along : Math.sqrt(1 - along))
}

function blurred(frame: Frame, gradients: GradientEvaluator, sigma: number): Float32Array {
  return gradients.normalise(sigma === 0 ? frame.rgb : Float32Array.from(blurUnrounded(frame, sigma)))
}
