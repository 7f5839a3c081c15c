import * as z from 'zod/mini'
import type { Method } from '../method.ts'
import { normalisedFrame } from './baselines.ts'
import { joinChannels } from './channels.ts'
import { mapResult } from './map-result.ts'
import { gradientAt, pictureForwards } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

const parameters = z.object({
  reduce: z
    ._default(z.enum(['max', 'mean']), 'max')
    .check(z.describe('How the three channels of a pixel become one value; max: the most sensitive one counts')),
})

export type SaliencyParameters = z.infer<typeof parameters>

/** Saliency: how steeply the logit changes with each pixel, whichever way. Says where the network is sensitive, not what speaks for the class. */
export const saliency: Method<SaliencyParameters> = {
  name: 'saliency',
  paper: 'Simonyan, Vedaldi and Zisserman, Deep Inside Convolutional Networks, ICLR workshop 2014',
  version: 1,
  access: 'gradients',
  space: 'logit',
  signed: false,
  classSensitive: true,
  parameters,
  cost: () => pictureForwards,
  unsuited: withoutPictureGradient,
  run: async (context, { reduce }) => {
    const gradients = await context.gradients()
    const { gradient, logit } = await gradientAt(context, gradients, normalisedFrame(context.evaluator, gradients))
    return mapResult(joinChannels(gradient.map(Math.abs), reduce), { statistics: { logit } })
  },
}
