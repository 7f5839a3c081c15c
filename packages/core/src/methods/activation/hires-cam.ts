import { sumOverChannels } from './channel-sums.ts'
import { gradientCam } from './gradient-cam.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/** HiRes-CAM: the layer times its derivative, summed over channels. Where the rest of the network is linear, values sum to the logit without its bias. */
export const hiresCam = gradientCam<LayerOnly>({
  name: 'hires-cam',
  paper:
    'Draelos and Carin, Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks, arXiv 2011.08891, 2020',
  signed: true,
  parameters: layerOnly,
  map: ({ channels, positions, activation, gradient }) => ({
    values: sumOverChannels(channels, positions, (i) => activation[i]! * gradient[i]!),
  }),
})
