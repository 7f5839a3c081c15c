import type { Method } from '../method.ts'
import type { ChannelNumbers } from './channel-sums.ts'
import { gridResult, type LayerMap } from './grid-result.ts'
import { nameOfLayer } from './layer-parameter.ts'
import { openLayer } from './open-layer.ts'
import { withoutLayer } from './unsuited.ts'

/** What a map of a layer alone is: how what it holds for the whole frame becomes a value per position. */
export interface ActivationCam<P> extends Pick<Method<P>, 'name' | 'paper' | 'signed' | 'parameters'> {
  readonly map: (layer: ChannelNumbers, parameters: P, seed: number) => LayerMap
}

/** The method that reads a layer by one forward and makes the map of it; no target enters, so every class gets the same one. */
export function activationCam<P extends { readonly layer: string }>({ map, ...definition }: ActivationCam<P>): Method<P> {
  return {
    ...definition,
    version: 1,
    access: 'activations',
    space: 'logit',
    classSensitive: false,
    cost: () => 1,
    unsuited: withoutLayer,
    run: async (context, parameters) => {
      const { layer, activation: values } = await openLayer(context, nameOfLayer(parameters.layer))
      const { channels, rows, columns } = layer
      return gridResult(layer, map({ channels, positions: rows * columns, values }, parameters, context.seed))
    },
  }
}
