import * as z from 'zod/mini'
import type { Method } from '../method.ts'
import { normalisedFrame, normalisedStart, startParameter } from './baselines.ts'
import { joinChannels, signedReduce } from './channels.ts'
import { mapResult } from './map-result.ts'
import { gradientAt, pictureForwards } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

const parameters = z.object({ from: startParameter('model-zero'), reduce: signedReduce })

export type GradientInputParameters = z.infer<typeof parameters>

/** Gradient x input: what the logit would lose along its tangent if a pixel became the baseline. Exact for a linear model. */
export const gradientInput: Method<GradientInputParameters> = {
  name: 'gradient-input',
  paper: 'Shrikumar, Greenside, Shcherbina and Kundaje, Not Just a Black Box, arXiv 1605.01713, 2016',
  version: 1,
  access: 'gradients',
  space: 'logit',
  signed: true,
  classSensitive: true,
  parameters,
  cost: () => pictureForwards,
  unsuited: withoutPictureGradient,
  run: async (context, { from, reduce }) => {
    const gradients = await context.gradients()
    const frame = normalisedFrame(context.evaluator, gradients)
    const start = normalisedStart(context.evaluator, gradients, from)
    const { gradient, logit } = await gradientAt(context, gradients, frame)
    const shares = Float64Array.from(gradient, (slope, i) => slope * (frame[i]! - start[i]!))
    return mapResult(joinChannels(shares, reduce), { statistics: { logit } })
  },
}
