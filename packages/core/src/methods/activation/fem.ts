import * as z from 'zod/mini'
import { variance } from '../../math/variance.ts'
import { activationCam } from './activation-cam.ts'
import { type ChannelNumbers, rectified, sumOverPositions, weightedChannels } from './channel-sums.ts'
import { layerParameter } from './layer-parameter.ts'

const parameters = z.object({
  layer: layerParameter,
  variant: z
    ._default(z.enum(['xplique', 'pytorch-grad-cam']), 'xplique')
    .check(
      z.describe(
        'xplique: channels as masks, weighted by their mean, as published; pytorch-grad-cam: channels weighted by how many positions stand out',
      ),
    ),
})

export type FemParameters = z.infer<typeof parameters>

/** Standard deviations above its mean from which a position of a channel stands out. */
const deviations = 2

/** FEM: positions that stand out of the channels of a layer. Two libraries make two maps under this name; both are here. */
export const fem = activationCam<FemParameters>({
  name: 'fem',
  paper:
    'Fuad, Martin, Giot, Bourqui, Benois-Pineau and Zemmari, Features Understanding in 3D CNNs for Actions Recognition in Video, IPTA 2020',
  signed: false,
  parameters,
  map: (layer, { variant }) => ({ values: variant === 'xplique' ? maskedMeans(layer) : standingOut(layer) }),
})

function maskedMeans(layer: ChannelNumbers): Float64Array {
  const { channels, positions } = layer
  const means = Float64Array.from({ length: channels }, (_, channel) => meanOf(layer, channel))
  const masks = new Float32Array(channels * positions)
  for (let channel = 0; channel < channels; channel++) {
    const bound = boundOf(layer, channel)
    for (let i = channel * positions; i < (channel + 1) * positions; i++) masks[i] = layer.values[i]! >= bound ? 1 : 0
  }
  return weightedChannels({ channels, positions, values: masks }, means)
}

function standingOut(layer: ChannelNumbers): Float64Array {
  const { channels, positions, values } = layer
  const shares = Float64Array.from({ length: channels }, (_, channel) => {
    const bound = boundOf(layer, channel)
    return sumOverPositions(channel, positions, (i) => (values[i]! > bound ? 1 : 0)) / positions
  })
  return rectified(weightedChannels(layer, shares))
}

function meanOf({ positions, values }: ChannelNumbers, channel: number): number {
  return sumOverPositions(channel, positions, (i) => values[i]!) / positions
}

function boundOf(layer: ChannelNumbers, channel: number): number {
  const { positions, values } = layer
  const own = values.subarray(channel * positions, (channel + 1) * positions)
  return meanOf(layer, channel) + deviations * Math.sqrt(variance(own))
}
