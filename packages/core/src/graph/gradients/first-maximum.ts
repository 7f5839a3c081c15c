import { binary, compare, pad, slice, sumOf, zeros } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { masked } from './mask.ts'
import { interleave } from './phases.ts'
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
  const maxima = others.length === 0 && y !== null ? y : maximaAlong(build, x, line)
  const back = toFirstMaximum(context, { x: maxima, y, cotangent }, others)
  return backAlong(context, { x, y: maxima, cotangent: back }, line)
}

function maximaAlong(
  build: GraphBuilder,
  x: string,
  { axis, rank, places, kernel, stride, dilation, before, behind }: Line,
): string {
  const along = (value: number, otherwise: number): readonly number[] =>
    Array.from({ length: rank - 2 }, (_, i) => (i + 2 === axis ? value : otherwise))
  const after = Math.max(0, behind)
  // Pools take no padding as long as their window.
  const isLong = Math.max(before, after) >= kernel
  return build.add('MaxPool', [isLong ? padded(build, x, axis, before, after) : x], build.dims(x).with(axis, places), {
    kernel_shape: along(kernel, 1),
    strides: along(stride, 1),
    dilations: along(dilation, 1),
    pads: isLong ? [...along(0, 0), ...along(0, 0)] : [...along(before, 0), ...along(after, 0)],
  })
}

function backAlong(context: RuleContext, { x, y, cotangent }: Pooled, line: Line): string {
  const { build } = context
  const { axis, size, kernel, stride, dilation, places, before } = line
  const length = Math.ceil(size / stride)
  const received = Array.from({ length: stride }, (): string[] => [])
  let rest = cotangent
  for (let tap = 0; tap < kernel; tap++) {
    // The tap falls on numbers of one phase, equally far behind each place.
    const shift = Math.floor((tap * dilation - before) / stride)
    const phase = tap * dilation - before - shift * stride
    const inside = placesInside(line, tap)
    if (inside === null) continue
    // Whoever comes last need not be looked at: it receives what is left.
    const isLast = tap === kernel - 1
    const toTap = isLast ? rest : masked(context, rest, compare(build, 'Equal', seenBy(build, x, line, inside), y))
    if (!isLast) rest = binary(build, 'Sub', rest, toTap)
    received[phase]!.push(padAlong(build, toTap, axis, shift, length - places - shift))
  }
  const sums = received.map((parts) => sumOf(build, parts) ?? zeros(build, build.dims(x).with(axis, length)))
  return slice(build, interleave(build, sums, axis), { axes: [axis], starts: [0], ends: [size] })
}

/** The places at which a tap falls on the tensor. */
interface Inside {
  readonly first: number
  readonly last: number
  /** Where the tap falls at the first of them. */
  readonly from: number
}

function placesInside({ size, places, stride, dilation, before }: Line, tap: number): Inside | null {
  const start = tap * dilation - before
  const first = Math.max(0, Math.ceil(-start / stride))
  const last = Math.min(places - 1, Math.floor((size - 1 - start) / stride))
  return first > last ? null : { first, last, from: start + first * stride }
}

/** What a tap sees at each place; numbers below all others where it falls outside. */
function seenBy(build: GraphBuilder, x: string, { axis, places, stride }: Line, { first, last, from }: Inside): string {
  const end = from + (last - first) * stride + 1
  const seen = slice(build, x, { axes: [axis], starts: [from], ends: [end], steps: [stride] })
  return padded(build, seen, axis, first, places - 1 - last)
}

function padded(build: GraphBuilder, tensor: string, axis: number, before: number, after: number): string {
  if (before === 0 && after === 0) return tensor
  const dims = build.dims(tensor)
  const along = (amount: number): readonly number[] => dims.map((_, i) => (i === axis ? amount : 0))
  const amounts = build.integers([...along(before), ...along(after)])
  return build.add('Pad', [tensor, amounts, build.scalar(lowest)], dims.with(axis, dims[axis]! + before + after))
}

function padAlong(build: GraphBuilder, tensor: string, axis: number, before: number, after: number): string {
  const along = (amount: number): readonly number[] => build.dims(tensor).map((_, i) => (i === axis ? amount : 0))
  return pad(build, tensor, along(before), along(after))
}
