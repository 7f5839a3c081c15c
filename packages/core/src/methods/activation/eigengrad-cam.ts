import { principalProjection } from '../../math/principal-projection.ts'
import { gradientCam } from './gradient-cam.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/** EigenGrad-CAM: Eigen-CAM of the layer times its derivative, so that the target has a say. Its sign is chosen in the same way. */
export const eigengradCam = gradientCam<LayerOnly>({
  name: 'eigengrad-cam',
  paper: 'Gildenblat and contributors, PyTorch library for CAM methods, 2021; after Muhammad and Yeasin, Eigen-CAM, IJCNN 2020',
  signed: true,
  parameters: layerOnly,
  map: ({ channels, positions, activation, gradient }) => {
    const products = Float64Array.from(activation, (value, i) => value * gradient[i]!)
    const { projection, explained } = principalProjection(products, channels, positions)
    return { values: projection, statistics: { explained } }
  },
})
