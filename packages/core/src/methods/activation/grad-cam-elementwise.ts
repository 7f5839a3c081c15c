import { sumOverChannels } from './channel-sums.ts'
import { gradientCam } from './gradient-cam.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/** Element-wise Grad-CAM: the layer times its derivative where that speaks for the class, summed over channels. */
export const gradCamElementwise = gradientCam<LayerOnly>({
  name: 'grad-cam-elementwise',
  paper: 'Gildenblat and contributors, PyTorch library for CAM methods, 2021; after Selvaraju et al., Grad-CAM, ICCV 2017',
  signed: false,
  parameters: layerOnly,
  map: ({ channels, positions, activation, gradient }) => ({
    values: sumOverChannels(channels, positions, (i) => Math.max(0, activation[i]! * gradient[i]!)),
  }),
})
