import * as z from 'zod/mini'
import type { RectifierRule } from '../../graph/gradients/rule.ts'
import type { Network } from '../../model/network.ts'
import type { Method } from '../method.ts'
import { normalisedFrame } from './baselines.ts'
import { joinChannels, signedReduce } from './channels.ts'
import { mapResult } from './map-result.ts'
import { gradientAt, pictureForwards } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

const parameters = z.object({ reduce: signedReduce })

export type RectifiedParameters = z.infer<typeof parameters>

/** Guided backpropagation: the gradient without what is negative on its way back through a rectifier, or comes through one that is shut. */
export const guidedBackprop = rectified('guided', {
  name: 'guided-backprop',
  paper: 'Springenberg, Dosovitskiy, Brox and Riedmiller, Striving for Simplicity: The All Convolutional Net, ICLR workshop 2015',
})

/** Deconvolution: as guided backpropagation, but through rectifiers that are shut as well. */
export const deconvnet = rectified('deconvolution', {
  name: 'deconvnet',
  paper: 'Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014',
})

/** Why there is nothing to rectify, or no derivative at all; null where there is. */
export function withoutRectifiers(network: Network): string | null {
  const reason = withoutPictureGradient(network)
  if (reason !== null) return reason
  const count = Object.values(network.rectifiers).reduce((sum, of) => sum + of, 0)
  return count > 0 ? null : 'it has neither ReLU nor ReLU6, without which this is the plain gradient, which saliency shows'
}

function rectified(
  rule: RectifierRule,
  { name, paper }: Pick<Method<RectifiedParameters>, 'name' | 'paper'>,
): Method<RectifiedParameters> {
  return {
    name,
    paper,
    version: 1,
    access: 'gradients',
    space: 'logit',
    signed: true,
    classSensitive: false,
    parameters,
    cost: () => pictureForwards,
    unsuited: withoutRectifiers,
    run: async (context, { reduce }) => {
      const gradients = await context.gradients()
      const { gradient, logit } = await gradientAt(context, gradients, normalisedFrame(context.evaluator, gradients), rule)
      return mapResult(joinChannels(gradient, reduce), { statistics: { logit } })
    },
  }
}
