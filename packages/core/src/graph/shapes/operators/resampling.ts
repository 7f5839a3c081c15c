import type { TensorFact } from '../../facts.ts'
import { attributeOf, integersAttribute, textAttribute } from '../../node.ts'
import { axesOf, type Inferences, type NodeView, one, valuesOf } from '../inference.ts'

/** Pictures and maps brought to other sizes. */
export const resamplingInferences: Inferences = {
  Resize: inferResize,
  Upsample: inferUpsample,
  GridSample: ({ inputs: [x, grid] }) => one(x!.elementType, [...x!.dims.slice(0, 2), ...grid!.dims.slice(1, -1)]),
  AffineGrid: inferAffineGrid,
}

/** Inputs are x and scales at operator set 10; x, region, scales and sizes later. */
function inferResize(view: NodeView): readonly TensorFact[] | null {
  const { node, inputs, opset } = view
  const [x] = inputs
  const scalesAt = opset < 11 ? 1 : 2
  const sizes = valuesOf(view, 3)
  const scales = valuesOf(view, scalesAt)
  const axes = axesOf(integersAttribute(node, 'axes') ?? x!.dims.map((_, axis) => axis), x!.dims.length)
  if (axes === null) return null
  const along = (axis: number, list: readonly number[]): number | undefined => list[axes.indexOf(axis)]
  if (sizes !== null && sizes.length === axes.length) {
    const wanted = keptRatio(view, axes, sizes)
    return (
      wanted &&
      one(
        x!.elementType,
        x!.dims.map((size, axis) => along(axis, wanted) ?? size),
      )
    )
  }
  if (scales === null || scales.length !== axes.length) return null
  return one(
    x!.elementType,
    x!.dims.map((size, axis) => scaled(size, along(axis, scales) ?? 1)),
  )
}

/** `not_larger` and `not_smaller` take the smallest or largest scale for all axes. */
function keptRatio({ node, inputs: [x] }: NodeView, axes: readonly number[], sizes: readonly number[]): readonly number[] | null {
  const policy = textAttribute(node, 'keep_aspect_ratio_policy', 'stretch')
  if (policy === 'stretch') return sizes
  const scales = sizes.map((size, i) => size / x!.dims[axes[i]!]!)
  const scale = policy === 'not_larger' ? Math.min(...scales) : Math.max(...scales)
  return axes.map((axis) => Math.round(scale * x!.dims[axis]!))
}

/** Scales are an attribute before operator set 9. */
function inferUpsample(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const scales = view.opset < 9 ? (attributeOf(view.node, 'scales')?.floats ?? null) : valuesOf(view, 1)
  if (scales === null || scales.length !== x!.dims.length) return null
  return one(
    x!.elementType,
    x!.dims.map((size, axis) => scaled(size, scales[axis]!)),
  )
}

/** Rounded down in float32, as the runtime computes it. */
function scaled(size: number, scale: number): number {
  return Math.floor(Math.fround(size * scale))
}

function inferAffineGrid(view: NodeView): readonly TensorFact[] | null {
  const [theta] = view.inputs
  const sizes = valuesOf(view, 1)
  if (sizes === null) return null
  const spatial = sizes.slice(2)
  return one(theta!.elementType, [sizes[0]!, ...spatial, spatial.length])
}
