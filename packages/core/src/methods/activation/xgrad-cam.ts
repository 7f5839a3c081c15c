import type { Warning } from '../../model/classifier.ts'
import { rectified, sumOverPositions, weightedChannels } from './channel-sums.ts'
import { gradientCam, type LayerGradients } from './gradient-cam.ts'
import { type LayerAndRelu, layerAndRelu } from './layer-parameter.ts'

const smallest = 1e-7

/** Below this share of the sum of absolute values, a channel's sum is what is left of large numbers that cancel. */
const smallestShare = 0.01

/** XGrad-CAM: channels weighted by the mean of their derivative, where a position counts by what the channel holds there. */
export const xgradCam = gradientCam<LayerAndRelu>({
  name: 'xgrad-cam',
  paper: 'Fu, Hu, Dong, Guo, Gao and Li, Axiom-based Grad-CAM: Towards Accurate Visualization and Explanation of CNNs, BMVC 2020',
  signed: false,
  parameters: layerAndRelu,
  map: (layer, { relu }) => {
    const { channels, positions, activation, gradient } = layer
    const weights = new Float64Array(channels)
    for (let channel = 0; channel < channels; channel++) {
      const sum = sumOverPositions(channel, positions, (i) => activation[i]!)
      const products = sumOverPositions(channel, positions, (i) => gradient[i]! * activation[i]!)
      // Away from zero on either side: added to a negative sum, the constant could cancel it.
      weights[channel] = products / (sum + (sum < 0 ? -smallest : smallest))
    }
    const values = weightedChannels({ channels, positions, values: activation }, weights)
    return { values: relu ? rectified(values) : values, warnings: cancelling(layer) }
  },
})

/** CHANNELS_CANCEL where weights divide by sums that are next to nothing beside what they sum. */
function cancelling({ channels, positions, activation }: LayerGradients): Warning[] {
  let count = 0
  for (let channel = 0; channel < channels; channel++) {
    const sum = Math.abs(sumOverPositions(channel, positions, (i) => activation[i]!))
    const sizes = sumOverPositions(channel, positions, (i) => Math.abs(activation[i]!))
    if (sizes > 0 && sum < smallestShare * sizes) count++
  }
  if (count === 0) return []
  const message = `In ${count} of ${channels} channels of the layer, values above and below zero cancel: their weights divide by next to nothing, and the map may be theirs alone.`
  return [{ code: 'CHANNELS_CANCEL', message }]
}
