import type { Network } from '../../model/network.ts'
import type { SpatialLayer } from '../../model/spatial-layer.ts'
import { nameOfLayer } from './layer-parameter.ts'

/** Why no layer can be read, in words, or null. A name that no layer has is left to the run, which lists those there are. */
export function withoutLayer(network: Network, { layer }: { readonly layer: string }): string | null {
  return nameOfLayer(layer) === undefined && network.layer === null ? network.layerReason : null
}

/** Why there is no derivative by the layer, in words, or null. */
export function withoutLayerGradient(network: Network, parameters: { readonly layer: string }): string | null {
  const layer = layerNamed(network, parameters.layer)
  if (layer === null) return withoutLayer(network, parameters)
  const gaps = network.gapsAfter(layer)
  return gaps.length === 0 ? null : `what follows "${layer.name}" has no derivative: ${gaps.join('; ')}`
}

function layerNamed(network: Network, layer: string): SpatialLayer | null {
  const name = nameOfLayer(layer)
  return name === undefined ? network.layer : (network.layers.find((one) => one.name === name) ?? null)
}
