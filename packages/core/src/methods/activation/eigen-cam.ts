import { principalProjection } from '../../math/principal-projection.ts'
import { activationCam } from './activation-cam.ts'
import { type LayerOnly, layerOnly } from './layer-parameter.ts'

/**
 * Eigen-CAM: positions along the direction in which the channels of a layer vary most. A direction has no sign of its own: the side that reaches
 * further is taken as positive. `explained` is the share of the variance that lies along it.
 */
export const eigenCam = activationCam<LayerOnly>({
  name: 'eigen-cam',
  paper: 'Muhammad and Yeasin, Eigen-CAM: Class Activation Map using Principal Components, IJCNN 2020',
  signed: true,
  parameters: layerOnly,
  map: ({ channels, positions, values }) => {
    const { projection, explained } = principalProjection(values, channels, positions)
    return { values: projection, statistics: { explained } }
  },
})
