import { binary, compare, pad, reshape, slice, sumOf, transpose, zeros } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { masked } from './mask.ts'
import type { RuleContext } from './rule.ts'
import { overhang, type Window } from './window.ts'

/** Maxima, what they were taken from, and what comes back to them. */
export interface Pooled<Maxima = string> {
  readonly x: string
  readonly y: Maxima
  readonly cotangent: string
}

/** A window along one axis. */
export interface Line {
  /** Counted from the batch. */
  readonly axis: number
  readonly rank: number
  readonly size: number
  readonly places: number
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly before: number
  /** How far the last place reaches behind the tensor; negative where it stops short of the end. */
  readonly behind: number
}

/** No number of a picture is as low. */
const lowest = -3.4028234663852886e38

/** The window axis by axis, the last axis first, without those along which it does nothing. */
export function linesOf(window: Window): readonly Line[] {
  const { sizes, places, kernel, strides, dilations, before } = window
  const far = overhang(window)
  const lines = sizes.map(
    (size, i): Line => ({
      axis: i + 2,
      rank: sizes.length + 2,
      size,
      places: places[i]!,
      kernel: kernel[i]!,
      stride: strides[i]!,
      dilation: dilations[i]!,
      before: before[i]!,
      behind: far[i]!,
    }),
  )
  return lines.filter(({ size, places, kernel }) => kernel > 1 || places !== size).toReversed()
}

/**
 * Each place's cotangent goes to the first of the numbers in its window that equal its maximum: the first along the axis of `lines` that comes
 * last, then along the one before. Without `y` the maxima are taken again.
 *
 * A maximum over a window is a maximum of maxima, so that k x k numbers take 2k comparisons. The `Indices` of the forward operator would tell the
 * place, but asking for them makes that operator sixteen times as slow on the CPU, and WebGPU has none.
 */
export function toFirstMaximum(context: RuleContext, { x, y, cotangent }: Pooled<string | null>, lines: readonly Line[]): string {
  const [line, ...others] = lines
  if (line === undefined) return cotangent
  const { build } = context
  const from = padded(build, x, line)
  const maxima = others.length === 0 && y !== null ? y : maximaAlong(build, from, line)
  const back = toFirstMaximum(context, { x: maxima, y, cotangent }, others)
  return backAlong(context, { x: from, y: maxima, cotangent: back }, line)
}

function padded(build: GraphBuilder, x: string, { axis, before, behind }: Line): string {
  const amount = before + Math.max(0, behind)
  if (amount === 0) return x
  const dims = build.dims(x)
  const amounts = dims.map((_, i) => (i === axis ? before : 0)).concat(dims.map((_, i) => (i === axis ? amount - before : 0)))
  return build.add('Pad', [x, build.integers(amounts), build.scalar(lowest)], dims.with(axis, dims[axis]! + amount))
}

function maximaAlong(build: GraphBuilder, x: string, { axis, rank, places, kernel, stride, dilation }: Line): string {
  const along = (value: number): readonly number[] => Array.from({ length: rank - 2 }, (_, i) => (i + 2 === axis ? value : 1))
  return build.add('MaxPool', [x], build.dims(x).with(axis, places), {
    kernel_shape: along(kernel),
    strides: along(stride),
    dilations: along(dilation),
  })
}

/** `x` is padded; the result is not. */
function backAlong(context: RuleContext, { x, y, cotangent }: Pooled, line: Line): string {
  const { build } = context
  const { axis, kernel, stride, dilation, places } = line
  const toTaps: string[] = []
  let rest = cotangent
  // Whoever comes last need not be looked at: it receives what is left.
  for (let tap = 0; tap < kernel - 1; tap++) {
    const starts = tap * dilation
    const seen = slice(build, x, { axes: [axis], starts: [starts], ends: [starts + (places - 1) * stride + 1], steps: [stride] })
    const toTap = masked(context, rest, compare(build, 'Equal', seen, y))
    toTaps.push(toTap)
    rest = binary(build, 'Sub', rest, toTap)
  }
  return placeTaps(build, [...toTaps, rest], line)
}

/** Adds up what each tap receives at each place, where the tap falls. */
function placeTaps(build: GraphBuilder, toTaps: readonly string[], line: Line): string {
  const { axis, size, places, stride, dilation, before, behind } = line
  const dims = build.dims(toTaps[0]!)
  const length = Math.ceil((before + size + Math.max(0, behind)) / stride)
  // Taps that are a whole number of strides apart fall on the same numbers.
  const phases = Array.from({ length: stride }, (_, phase) => {
    const shifted = toTaps.flatMap((toTap, tap) => {
      const shift = (tap * dilation - phase) / stride
      return Number.isInteger(shift) && shift >= 0 ? [padAlong(build, toTap, axis, shift, length - places - shift)] : []
    })
    return sumOf(build, shifted) ?? zeros(build, dims.with(axis, length))
  })
  const whole = interleave(build, phases, axis)
  return slice(build, whole, { axes: [axis], starts: [before], ends: [before + size] })
}

function padAlong(build: GraphBuilder, tensor: string, axis: number, before: number, after: number): string {
  const along = (amount: number): readonly number[] => build.dims(tensor).map((_, i) => (i === axis ? amount : 0))
  return pad(build, tensor, along(before), along(after))
}

/** Takes from each tensor in turn along an axis. */
function interleave(build: GraphBuilder, tensors: readonly string[], axis: number): string {
  const [first] = tensors
  if (tensors.length === 1) return first!
  const dims = build.dims(first!)
  const length = dims[axis]!
  const joined = build.add('Concat', tensors, dims.with(axis, length * tensors.length), { axis })
  const apart = reshape(build, joined, [...dims.slice(0, axis), tensors.length, length, ...dims.slice(axis + 1)])
  const exchanged = transpose(build, apart, [...dims.keys(), dims.length].with(axis, axis + 1).with(axis + 1, axis))
  return reshape(build, exchanged, dims.with(axis, length * tensors.length))
}
