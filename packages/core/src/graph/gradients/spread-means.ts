import { product } from '../broadcast.ts'
import { facing, spread } from './convolve.ts'
import { expand, scaled } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { coversAll, isAll, type Window } from './window.ts'

/**
 * The adjoint of a mean over windows: every place of `tensor` [batch, channels, ...places] gives an equal share to each of the window's
 * numbers, padding included. The result is [batch, channels, ...sizes].
 */
export function spreadMeans(build: GraphBuilder, tensor: string, window: Window): string {
  const { sizes, kernel, strides, dilations } = window
  const [batch, channels] = build.dims(tensor)
  const dims = [batch!, channels!, ...sizes]
  if (coversAll(window)) return expand(build, scaled(build, tensor, 1 / product(kernel)), dims)
  if (isAll(strides, 1) && isAll(dilations, 1)) {
    // Whom a window sees, sees the window: the mean again.
    const { inner, pads } = facing(build, tensor, window)
    return build.add('AveragePool', [inner], dims, { kernel_shape: kernel, pads, count_include_pad: 1 })
  }
  const shares = new Float32Array(channels! * product(kernel)).fill(1 / product(kernel))
  return spread(build, tensor, build.floats(shares, [channels!, 1, ...kernel]), window, channels!)
}
