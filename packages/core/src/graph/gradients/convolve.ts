import { pad, reshape, slice, transpose } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { overhang, type Window } from './window.ts'

/** A convolution: `tensor` is [batch, groups * m, ...sizes], `weights` [groups * n, m, ...kernel], the result [batch, groups * n, ...places]. */
export function gather(build: GraphBuilder, tensor: string, weights: string, window: Window, groups: number): string {
  const { places, strides, dilations, before } = window
  const pads = [...before, ...overhang(window).map((far) => Math.max(0, far))]
  const dims = [build.dims(tensor)[0]!, build.dims(weights)[0]!, ...places]
  return build.add('Conv', [tensor, weights], dims, { strides, dilations, group: groups, pads })
}

/**
 * The adjoint of a convolution: spreads one number per place of the window over what the window saw there. `tensor` is
 * [batch, groups * n, ...places], `weights` [groups * n, m, ...kernel], the result [batch, groups * m, ...sizes].
 */
export function spread(build: GraphBuilder, tensor: string, weights: string, window: Window, groups: number): string {
  const { sizes, strides, dilations, before } = window
  const far = overhang(window)
  const [batch] = build.dims(tensor)
  return build.add('ConvTranspose', [tensor, weights], [batch!, groups * build.dims(weights)[1]!, ...sizes], {
    strides,
    dilations,
    group: groups,
    pads: [...before, ...far.map((amount) => Math.max(0, amount))],
    // A last window that stops short of the end leaves less than a stride.
    ...(far.some((amount) => amount < 0) ? { output_padding: far.map((amount) => Math.max(0, -amount)) } : {}),
  })
}

/** The same for a stride of 1, as a convolution with the reversed kernel. The runtime turns a constant kernel once, when it opens the model. */
export function spreadByConvolution(
  build: GraphBuilder,
  tensor: string,
  weights: string,
  window: Window,
  groups: number,
): string {
  const reversed = reverse(build, weights, groups)
  const { inner, pads } = facing(build, tensor, window)
  return build.add('Conv', [inner, reversed], [build.dims(tensor)[0]!, build.dims(reversed)[0]!, ...window.sizes], {
    dilations: window.dilations,
    group: groups,
    pads,
  })
}

/**
 * What a window of stride 1 that looks back from the places to the tensor slides over: the numbers at the places, without those that saw padding
 * only, and the padding around them.
 */
export function facing(
  build: GraphBuilder,
  tensor: string,
  window: Window,
): { readonly inner: string; readonly pads: readonly number[] } {
  const { sizes, places, kernel, dilations, before } = window
  const front = kernel.map((size, axis) => (size - 1) * dilations[axis]! - before[axis]!)
  const behind = sizes.map((size, axis) => size - places[axis]! + before[axis]!)
  const cut = (amounts: readonly number[]): readonly number[] => [0, 0, ...amounts.map((amount) => Math.min(0, amount))]
  return { inner: pad(build, tensor, cut(front), cut(behind)), pads: [...front, ...behind].map((amount) => Math.max(0, amount)) }
}

/** Kernels turned around in space, inputs and outputs exchanged within each group: [groups * n, m, ...k] becomes [groups * m, n, ...k]. */
function reverse(build: GraphBuilder, weights: string, groups: number): string {
  const [n, m, ...kernel] = build.dims(weights)
  const axes = kernel.flatMap((size, axis) => (size > 1 ? [axis + 2] : []))
  const each = (value: number): string => build.integers(axes.map(() => value))
  const ends = build.integers(axes.map((axis) => -kernel[axis - 2]! - 1))
  const turned =
    axes.length === 0
      ? weights
      : build.add('Slice', [weights, each(-1), ends, build.integers(axes), each(-1)], build.dims(weights))
  return exchange(build, turned, groups, [n! / groups, m!])
}

/** Exchanges the two numbers of channels: [groups * n, m, ...] becomes [groups * m, n, ...]. */
function exchange(build: GraphBuilder, tensor: string, groups: number, [n, m]: readonly [number, number]): string {
  const rest = build.dims(tensor).slice(2)
  const apart = reshape(build, tensor, [groups, n, m, ...rest])
  const exchanged = transpose(build, apart, [0, 2, 1, ...rest.map((_, axis) => axis + 3)])
  return reshape(build, exchanged, [groups * m, n, ...rest])
}

/**
 * What each weight of a convolution contributed: the window slides over `seen` [batch, groups * m, ...sizes], and `cotangent`
 * [batch, groups * n, ...places] is what came back from its places. The result is [groups * n, m, ...kernel].
 *
 * It is a convolution of its own, in which the cotangent is the kernel, the batch is summed as channels are, and stride and dilation are exchanged.
 */
export function weightGradient(build: GraphBuilder, seen: string, cotangent: string, window: Window, groups: number): string {
  const { sizes, places, kernel, strides, dilations, before } = window
  const [batch, channels] = build.dims(seen)
  const m = channels! / groups
  const spatial = sizes.map((_, axis) => axis)
  const apart = reshape(build, seen, [batch!, groups, m, ...sizes])
  const data = reshape(build, transpose(build, apart, [2, 1, 0, ...spatial.map((axis) => axis + 3)]), [
    m,
    groups * batch!,
    ...sizes,
  ])
  const weights = transpose(build, cotangent, [1, 0, ...spatial.map((axis) => axis + 2)])
  const behind = overhang(window).map((far) => Math.max(0, far))
  const made = spatial.map((axis) => {
    const room = sizes[axis]! + before[axis]! + behind[axis]! - (places[axis]! - 1) * strides[axis]! - 1
    return Math.floor(room / dilations[axis]!) + 1
  })
  const n = build.dims(weights)[0]!
  const pads = [...before, ...behind]
  const result = build.add('Conv', [data, weights], [m, n, ...made], {
    strides: dilations,
    dilations: strides,
    group: groups,
    pads,
  })
  const trimmed = slice(build, result, { axes: spatial.map((axis) => axis + 2), starts: spatial.map(() => 0), ends: kernel })
  return transpose(build, trimmed, [1, 0, ...spatial.map((axis) => axis + 2)])
}
