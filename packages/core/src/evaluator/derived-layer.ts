import { TelltaleError } from '../errors.ts'
import type { Network } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'

/** So many names fit into a message. */
const mostListed = 20

/** The layer of that name, or the default one. Throws USAGE_PARAMETER, with the layers there are. */
export function layerOf({ layers, layer, layerReason }: Network, name?: string): SpatialLayer {
  const found = name === undefined ? layer : layers.find((one) => one.name === name)
  if (found) return found
  const message =
    name === undefined
      ? `The network has no layer to read: ${layerReason}.`
      : `The network has no layer "${name}" that lies on a grid.`
  throw new TelltaleError('USAGE_PARAMETER', message, remedy(layers), { value: name ?? 'layer' })
}

function remedy(layers: readonly SpatialLayer[]): string {
  if (layers.length === 0) return 'Choose a method that reads scores only (telltale methods lists them).'
  const nearest = layers.slice(-mostListed).map(({ name }) => name)
  const others = layers.length > nearest.length ? `, and ${layers.length - nearest.length} in front of them` : ''
  return `Name one of: ${nearest.join(', ')}${others}.`
}
