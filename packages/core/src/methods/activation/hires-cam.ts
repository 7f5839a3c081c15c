import type { Warning } from '../../model/classifier.ts'
import { sumOverChannels } from './channel-sums.ts'
import { gradientCam } from './gradient-cam.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/** Below this share of what they sum, the sums over channels are what is left of numbers that cancel. */
const smallestShare = 1e-3

/** HiRes-CAM: the layer times its derivative, summed over channels. Where the rest of the network is linear, values sum to the logit without its bias. */
export const hiresCam = gradientCam<LayerOnly>({
  name: 'hires-cam',
  paper:
    'Draelos and Carin, Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks, arXiv 2011.08891, 2020',
  signed: true,
  parameters: layerOnly,
  map: ({ channels, positions, activation, gradient }) => {
    const values = sumOverChannels(channels, positions, (i) => activation[i]! * gradient[i]!)
    const sizes = sumOverChannels(channels, positions, (i) => Math.abs(activation[i]! * gradient[i]!))
    return { values, warnings: cancelling(total(values.map(Math.abs)), total(sizes)) }
  },
})

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** CHANNELS_CANCEL where the map is rounding: a normalisation over channels undoes any change of the length of what it reads. */
function cancelling(size: number, sizes: number): Warning[] {
  if (sizes === 0 || size >= smallestShare * sizes) return []
  const message =
    'At every position what the channels contribute cancels, as it must in front of a normalisation: the map is what rounding leaves of it. Name a layer further in front (--layer).'
  return [{ code: 'CHANNELS_CANCEL', message }]
}
