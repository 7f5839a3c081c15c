import * as z from 'zod/mini'

/** How the three channels of a pixel become one value. */
export type Channels = 'mean' | 'sum' | 'max'

/** For maps whose sign means something. */
export const signedReduce = z
  ._default(z.enum(['mean', 'sum', 'max']), 'mean')
  .check(
    z.describe(
      'How the three channels of a pixel become one value; with sum, values add up to what the method shares out; max is the largest absolute one, without sign',
    ),
  )

/** One value per pixel, f32[H * W], of f[3, H, W]: the mean, the sum or the largest absolute value of its channels. */
export function joinChannels(values: ArrayLike<number>, how: Channels): Float32Array {
  const pixels = values.length / 3
  return Float32Array.from({ length: pixels }, (_, pixel) => {
    const [first, second, third] = [values[pixel]!, values[pixels + pixel]!, values[2 * pixels + pixel]!]
    if (how === 'max') return Math.max(Math.abs(first), Math.abs(second), Math.abs(third))
    return (first + second + third) / (how === 'mean' ? 3 : 1)
  })
}
