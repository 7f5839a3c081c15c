import { requireBudget } from '../../evaluator/budget.ts'
import type { Method } from '../method.ts'
import { gridResult, type LayerMap } from './grid-result.ts'
import { nameOfLayer } from './layer-parameter.ts'
import { withoutLayerGradient } from './unsuited.ts'

/** What a layer holds for the whole frame, and the derivative of the target's logit by it; both f32[channels, positions]. */
export interface LayerGradients {
  readonly channels: number
  readonly positions: number
  readonly activation: Float32Array
  readonly gradient: Float32Array
}

/** What one class activation map by gradients is: how a layer and its derivative become a value per position. */
export interface GradientCam<P> extends Pick<Method<P>, 'name' | 'paper' | 'signed' | 'parameters'> {
  readonly map: (layer: LayerGradients, parameters: P) => LayerMap
}

/** The method that takes one derivative by the layer, 1 forward for the suggested layer and at most 3 for a named one, and makes the map of it. */
export function gradientCam<P extends { readonly layer: string }>({ map, ...definition }: GradientCam<P>): Method<P> {
  return {
    ...definition,
    version: 1,
    access: 'gradients',
    space: 'logit',
    classSensitive: true,
    cost: ({ layer }) => (nameOfLayer(layer) === undefined ? 1 : 3),
    unsuited: withoutLayerGradient,
    run: async ({ gradients, evaluator, target, budget }, parameters) => {
      const derivatives = await gradients()
      const layer = derivatives.layer(nameOfLayer(parameters.layer))
      requireBudget({ limit: budget, spent: 0 }, derivatives.forwardsOf(layer))
      const frame = derivatives.normalise(evaluator.frame.rgb)
      const { gradient, activation } = await derivatives.evaluate(frame, 1, evaluator.targets[target]!, layer)
      const { channels, rows, columns } = layer
      return gridResult(layer, map({ channels, positions: rows * columns, activation, gradient }, parameters))
    },
  }
}
