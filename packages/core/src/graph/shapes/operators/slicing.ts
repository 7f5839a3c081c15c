import type { TensorFact } from '../../facts.ts'
import { integersAttribute } from '../../node.ts'
import { axesOf, type NodeView, one, valuesOf } from '../inference.ts'
import { pick } from '../positions.ts'

interface Range {
  readonly start: number
  readonly step: number
  readonly count: number
}

/** Every `step`-th number from a start to an end along some axes. Bounds are attributes before operator set 10 and inputs from there on. */
export function inferSlice(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const ranges = slicedRanges(view, x!.dims)
  if (ranges === null) return null
  const dims = ranges.map(({ count }) => count)
  return one(x!.elementType, dims, () => {
    const values = valuesOf(view, 0)
    return (
      values && pick(values, x!.dims, dims, (index) => index.map((at, axis) => ranges[axis]!.start + at * ranges[axis]!.step))
    )
  })
}

function slicedRanges(view: NodeView, dims: readonly number[]): readonly Range[] | null {
  const { node, inputs, opset } = view
  const read = (name: string, index: number): readonly number[] | null | undefined =>
    opset < 10 ? (integersAttribute(node, name) ?? undefined) : inputs[index]?.values
  const starts = read('starts', 1)
  const ends = read('ends', 2)
  const axesGiven = read('axes', 3)
  const steps = read('steps', 4)
  if (!starts || !ends || axesGiven === null || steps === null) return null
  const axes = axesOf(axesGiven ?? starts.map((_, axis) => axis), dims.length)
  if (axes === null) return null
  const ranges = dims.map((size): Range => ({ start: 0, step: 1, count: size }))
  for (const [i, axis] of axes.entries()) {
    const step = steps?.[i] ?? 1
    if (step === 0) return null
    ranges[axis] = rangeOf(dims[axis]!, starts[i]!, ends[i]!, step)
  }
  return ranges
}

/** Bounds count from the end where they are negative, and stop at the ends of the axis. */
function rangeOf(size: number, start: number, end: number, step: number): Range {
  const clamp = (bound: number, least: number, most: number): number =>
    Math.min(Math.max(bound < 0 ? bound + size : bound, least), most)
  const from = step > 0 ? clamp(start, 0, size) : clamp(start, 0, size - 1)
  const to = step > 0 ? clamp(end, 0, size) : clamp(end, -1, size)
  return { start: from, step, count: Math.max(0, Math.ceil((to - from) / step)) }
}
