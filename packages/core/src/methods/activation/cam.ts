import * as z from 'zod/mini'
import { TelltaleError } from '../../errors.ts'
import type { Target } from '../../evaluator/mask-evaluator.ts'
import type { LinearHead } from '../../model/network.ts'
import type { Method } from '../method.ts'
import { weightedChannels } from './channel-sums.ts'
import { gridResult } from './grid-result.ts'
import { openLayer } from './open-layer.ts'

const parameters = z.object({})

export type CamParameters = z.infer<typeof parameters>

/**
 * The class activation map: channels weighted as the last dense layer weighs their means for the target. Exact where a network ends with a global
 * average pool and one dense layer: the mean of the map is the logit without its bias. Only there can it be had.
 */
export const cam: Method<CamParameters> = {
  name: 'cam',
  paper: 'Zhou, Khosla, Lapedriza, Oliva and Torralba, Learning Deep Features for Discriminative Localization, CVPR 2016',
  version: 1,
  access: 'activations',
  space: 'logit',
  signed: true,
  classSensitive: true,
  parameters,
  cost: () => 1,
  unsuited: ({ head }) => (head === null ? noHead : null),
  run: async (context) => {
    const { gradients, evaluator, target } = context
    const { head } = (await gradients()).network
    if (head === null)
      throw new TelltaleError('USAGE_METHOD_UNSUITED', `The method "cam" cannot run: ${noHead}.`, 'Choose grad-cam.')
    const { layer, activation: values } = await openLayer(context, head.layer.name)
    const { channels, rows, columns } = layer
    const weights = weightsOf(head, channels, evaluator.targets[target]!)
    return gridResult(layer, { values: weightedChannels({ channels, positions: rows * columns, values }, weights) })
  },
}

const noHead = 'it does not end with the mean of a layer over its grid and one dense layer'

/** What the dense layer makes of the mean of each channel, for the target. */
function weightsOf({ weights }: LinearHead, channels: number, { class: own, against }: Target): Float64Array {
  return Float64Array.from({ length: channels }, (_, channel) => {
    const other = against === undefined ? 0 : weights[against * channels + channel]!
    return weights[own * channels + channel]! - other
  })
}
