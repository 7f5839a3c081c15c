import { activationCam } from './activation-cam.ts'
import { weightedChannels } from './channel-sums.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/** The mean over the channels of a layer: where the network sees much of anything. */
export const activationMap = activationCam<LayerOnly>({
  name: 'activation-map',
  paper:
    'Zagoruyko and Komodakis, Paying More Attention to Attention: Improving the Performance of CNNs via Attention Transfer, ICLR 2017',
  signed: false,
  parameters: layerOnly,
  map: (layer) => ({ values: weightedChannels(layer, new Float64Array(layer.channels).fill(1 / layer.channels)) }),
})
