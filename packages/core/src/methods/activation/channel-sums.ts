/** Numbers of a layer, f32[channels, positions], and how many there are of each. */
export interface ChannelNumbers {
  readonly channels: number
  readonly positions: number
  readonly values: Float32Array
}

/** `sum_k weights[k] * values[k]`, one per position. */
export function weightedChannels({ channels, positions, values }: ChannelNumbers, weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(positions)
  for (let channel = 0; channel < channels; channel++) {
    const weight = weights[channel]!
    // What has no weight adds nothing, whatever it holds.
    if (weight === 0) continue
    for (let position = 0; position < positions; position++) sums[position]! += weight * values[channel * positions + position]!
  }
  return sums
}

/** `sum_k of(index of channel k at a position)`, one per position. */
export function sumOverChannels(channels: number, positions: number, of: (index: number) => number): Float64Array {
  const sums = new Float64Array(positions)
  for (let channel = 0; channel < channels; channel++) {
    for (let position = 0; position < positions; position++) sums[position]! += of(channel * positions + position)
  }
  return sums
}

/** The sum over the positions of one channel of `of(index)`. */
export function sumOverPositions(channel: number, positions: number, of: (index: number) => number): number {
  let sum = 0
  for (let index = channel * positions; index < (channel + 1) * positions; index++) sum += of(index)
  return sum
}

/** Values below zero become zero. */
export function rectified(values: Float64Array): Float64Array {
  return values.map((value) => Math.max(0, value))
}
