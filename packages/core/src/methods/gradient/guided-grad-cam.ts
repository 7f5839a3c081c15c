import * as z from 'zod/mini'
import { requireBudget } from '../../evaluator/budget.ts'
import { toMap } from '../../explanation/to-map.ts'
import { gradCam } from '../activation/grad-cam.ts'
import { layerParameter, nameOfLayer } from '../activation/layer-parameter.ts'
import type { Method } from '../method.ts'
import { signedReduce } from './channels.ts'
import { mapResult } from './map-result.ts'
import { guidedBackprop, withoutRectifiers } from './rectified.ts'

const parameters = z.object({ layer: layerParameter, reduce: signedReduce })

export type GuidedGradCamParameters = z.infer<typeof parameters>

/** Guided Grad-CAM: guided backpropagation, which draws edges for any class, where Grad-CAM says that the class is seen. */
export const guidedGradCam: Method<GuidedGradCamParameters> = {
  name: 'guided-grad-cam',
  paper:
    'Selvaraju, Cogswell, Das, Vedantam, Parikh and Batra, Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization, ICCV 2017',
  version: 1,
  access: 'gradients',
  space: 'logit',
  signed: true,
  classSensitive: true,
  parameters,
  cost: ({ layer, reduce }) => guidedBackprop.cost({ reduce }, 0) + gradCam.cost({ layer, relu: true }, 0),
  unsuited: (network, { layer }) => withoutRectifiers(network) ?? gradCam.unsuited?.(network, { layer, relu: true }) ?? null,
  run: async (context, given) => {
    const { frame, regions } = context.evaluator
    const gradients = await context.gradients()
    const layer = gradients.layer(nameOfLayer(given.layer))
    requireBudget({ limit: context.budget, spent: 0 }, gradients.forwardsOf('input') + gradients.forwardsOf(layer))
    const where = await gradCam.run(context, { layer: given.layer, relu: true })
    const edges = await guidedBackprop.run(context, { reduce: given.reduce })
    const strength = toMap(where.attribution, regions, frame)
    const values = toMap(edges.attribution, regions, frame).map((value, pixel) => value * strength[pixel]!)
    return mapResult(values, { statistics: edges.statistics })
  },
}
