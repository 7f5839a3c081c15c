import { rectified, sumOverPositions, weightedChannels } from './channel-sums.ts'
import { gradientCam, type LayerGradients } from './gradient-cam.ts'
import { type LayerAndRelu, layerAndRelu } from './layer-parameter.ts'

/** Keeps the share of a derivative finite; derivatives below about a thousandth count less for it. */
const smallest = 1e-6

/**
 * Grad-CAM++: positive derivatives count by `g^2 / (2 g^2 + g^3 * sum of the channel)`, summed over positions, as in the paper. Libraries give the
 * name to three different maps.
 */
export const gradCamPlusPlus = gradientCam<LayerAndRelu>({
  name: 'grad-cam-plus-plus',
  paper:
    'Chattopadhay, Sarkar, Howlader and Balasubramanian, Grad-CAM++: Generalized Gradient-Based Visual Explanations for Deep Convolutional Networks, WACV 2018',
  signed: false,
  parameters: layerAndRelu,
  map: (layer, { relu }) => {
    const { channels, positions, activation } = layer
    const values = weightedChannels({ channels, positions, values: activation }, weightsOf(layer))
    return { values: relu ? rectified(values) : values }
  },
})

function weightsOf({ channels, positions, activation, gradient }: LayerGradients): Float64Array {
  return Float64Array.from({ length: channels }, (_, channel) => {
    const sum = sumOverPositions(channel, positions, (i) => activation[i]!)
    return sumOverPositions(channel, positions, (i) => {
      const slope = gradient[i]!
      if (slope <= 0) return 0
      const denominator = 2 * slope ** 2 + slope ** 3 * sum + smallest
      // Where a channel sums below zero it can vanish, which the paper, whose channels are rectified, has no case for.
      return denominator > smallest ? slope ** 3 / denominator : 0
    })
  })
}
