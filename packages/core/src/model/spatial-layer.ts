/**
 * A tensor of the network whose numbers lie on a grid over the frame. Methods read it as f32[channels, rows, columns], however the network
 * lays it out.
 */
export interface SpatialLayer {
  readonly name: string
  readonly channels: number
  readonly rows: number
  readonly columns: number
  readonly layout: 'channels-first' | 'channels-last' | 'tokens'
  /** Tokens in front of those of the grid, as a class token; 0 for maps. */
  readonly prefix: number
}

/** Number of one picture's numbers in the tensor itself, tokens in front of the grid included. */
export function layerLength({ channels, rows, columns, prefix }: SpatialLayer): number {
  return channels * (rows * columns + prefix)
}

/** One picture's numbers as f32[channels, rows, columns]; tokens in front of the grid are left out. */
export function readLayer(layer: SpatialLayer, tensor: Float32Array): Float32Array {
  const { channels, rows, columns, layout, prefix } = layer
  if (layout === 'channels-first') return tensor.slice()
  const positions = rows * columns
  const values = new Float32Array(channels * positions)
  for (let position = 0; position < positions; position++) {
    for (let channel = 0; channel < channels; channel++) {
      values[channel * positions + position] = tensor[(prefix + position) * channels + channel]!
    }
  }
  return values
}

/** Writes f32[channels, rows, columns] into one picture's tensor; tokens in front of the grid stay what they are. */
export function writeLayer(layer: SpatialLayer, values: Float32Array, tensor: Float32Array): void {
  const { channels, rows, columns, layout, prefix } = layer
  if (layout === 'channels-first') {
    tensor.set(values)
    return
  }
  const positions = rows * columns
  for (let position = 0; position < positions; position++) {
    for (let channel = 0; channel < channels; channel++) {
      tensor[(prefix + position) * channels + channel] = values[channel * positions + position]!
    }
  }
}
