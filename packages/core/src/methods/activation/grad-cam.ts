import { rectified, sumOverPositions, weightedChannels } from './channel-sums.ts'
import { gradientCam, type LayerGradients } from './gradient-cam.ts'
import { type LayerAndRelu, layerAndRelu } from './layer-parameter.ts'

/** Grad-CAM: channels weighted by their mean derivative over all positions. */
export const gradCam = gradientCam<LayerAndRelu>({
  name: 'grad-cam',
  paper:
    'Selvaraju, Cogswell, Das, Vedantam, Parikh and Batra, Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization, ICCV 2017',
  signed: false,
  parameters: layerAndRelu,
  map: (layer, { relu }) => {
    const values = gradCamValues(layer)
    return { values: relu ? rectified(values) : values }
  },
})

/** The map before what speaks against the class is taken out of it. */
function gradCamValues({ channels, positions, activation, gradient }: LayerGradients): Float64Array {
  const weights = Float64Array.from(
    { length: channels },
    (_, channel) => sumOverPositions(channel, positions, (i) => gradient[i]!) / positions,
  )
  return weightedChannels({ channels, positions, values: activation }, weights)
}
