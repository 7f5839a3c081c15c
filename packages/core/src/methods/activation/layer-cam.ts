import { rectified, sumOverChannels } from './channel-sums.ts'
import { gradientCam } from './gradient-cam.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/** LayerCAM: the layer times its positive derivatives, position by position, summed over channels; what comes out below zero becomes zero. Also for layers far from the end. */
export const layerCam = gradientCam<LayerOnly>({
  name: 'layer-cam',
  paper:
    'Jiang, Zhang, Hou, Cheng and Wei, LayerCAM: Exploring Hierarchical Class Activation Maps for Localization, IEEE Transactions on Image Processing 30, 2021',
  signed: false,
  parameters: layerOnly,
  map: ({ channels, positions, activation, gradient }) => ({
    values: rectified(sumOverChannels(channels, positions, (i) => Math.max(0, gradient[i]!) * activation[i]!)),
  }),
})
