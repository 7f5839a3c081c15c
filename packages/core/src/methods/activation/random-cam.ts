import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom } from '../../random/random.ts'
import { activationCam } from './activation-cam.ts'
import { weightedChannels } from './channel-sums.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/** Channels weighted by chance, from -1 to 1: a control that has the layer but no idea of the class, so what any class activation map has to beat. */
export const randomCam = activationCam<LayerOnly>({
  name: 'random-cam',
  paper: 'A control: no paper',
  signed: true,
  parameters: layerOnly,
  map: (layer, _, seed) => {
    const random = createRandom(deriveSeed(seed, 'random-cam'))
    const weights = Float64Array.from({ length: layer.channels }, (_, channel) => 2 * random.at(channel) - 1)
    return { values: weightedChannels(layer, weights) }
  },
})
