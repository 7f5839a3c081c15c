import type { TensorFact } from '../../facts.ts'
import { integerAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { axisOf, type Inferences, made, type NodeView, one, valuesOf } from '../inference.ts'
import { eachIndex, pick, positionOf, stridesOf } from '../positions.ts'
import { inferScatterElements, inferScatterND } from './scattering.ts'
import { inferSlice } from './slicing.ts'

/** Operators that take numbers out of a tensor, or put them into one, by their place. */
export const indexingInferences: Inferences = {
  Gather: inferGather,
  GatherElements: inferGatherElements,
  GatherND: inferGatherND,
  Slice: inferSlice,
  ScatterND: inferScatterND,
  ScatterElements: inferScatterElements,
  Scatter: inferScatterElements,
  OneHot: inferOneHot,
  NonZero: inferNonZero,
  TopK: inferTopK,
  Compress: inferCompress,
  Trilu: inferTrilu,
  CumSum: inferCumulative,
}

function inferGather(view: NodeView): readonly TensorFact[] | null {
  const [x, at] = view.inputs
  const axis = axisOf(integerAttribute(view.node, 'axis', 0), x!.dims.length)
  if (axis === null) return null
  const dims = [...x!.dims.slice(0, axis), ...at!.dims, ...x!.dims.slice(axis + 1)]
  return one(x!.elementType, dims, () => {
    const [values, places] = [valuesOf(view, 0), valuesOf(view, 1)]
    if (values === null || places === null) return null
    const strides = stridesOf(at!.dims)
    const behind = axis + at!.dims.length
    return pick(values, x!.dims, dims, (index) => [
      ...index.slice(0, axis),
      fromStart(places[positionOf(index.slice(axis, behind), strides)]!, x!.dims[axis]!),
      ...index.slice(behind),
    ])
  })
}

function inferGatherElements(view: NodeView): readonly TensorFact[] | null {
  const [x, at] = view.inputs
  const axis = axisOf(integerAttribute(view.node, 'axis', 0), x!.dims.length)
  if (axis === null) return null
  return one(x!.elementType, at!.dims, () => {
    const [values, places] = [valuesOf(view, 0), valuesOf(view, 1)]
    if (values === null || places === null) return null
    const strides = stridesOf(at!.dims)
    return pick(values, x!.dims, at!.dims, (index) =>
      index.with(axis, fromStart(places[positionOf(index, strides)]!, x!.dims[axis]!)),
    )
  })
}

function inferGatherND(view: NodeView): readonly TensorFact[] | null {
  const [x, at] = view.inputs
  const shared = integerAttribute(view.node, 'batch_dims', 0)
  const depth = at!.dims.at(-1)
  if (depth === undefined || shared + depth > x!.dims.length) return null
  const outer = at!.dims.slice(0, -1)
  const dims = [...outer, ...x!.dims.slice(shared + depth)]
  return one(x!.elementType, dims, () => {
    const [values, places] = [valuesOf(view, 0), valuesOf(view, 1)]
    if (values === null || places === null) return null
    const strides = stridesOf(at!.dims)
    return pick(values, x!.dims, dims, (index) => {
      const start = positionOf([...index.slice(0, outer.length), 0], strides)
      const place = places.slice(start, start + depth).map((along, i) => fromStart(along, x!.dims[shared + i]!))
      return [...index.slice(0, shared), ...place, ...index.slice(outer.length)]
    })
  })
}

/** Negative places count from the end. */
function fromStart(place: number, size: number): number {
  return place < 0 ? place + size : place
}

function inferOneHot(view: NodeView): readonly TensorFact[] | null {
  const [at, depthInput, ends] = view.inputs
  const depth = depthInput!.values?.[0]
  const axis = axisOf(integerAttribute(view.node, 'axis', -1), at!.dims.length + 1)
  if (depth === undefined || axis === null) return null
  return one(ends!.elementType, at!.dims.toSpliced(axis, 0, Math.trunc(depth)))
}

/** How many numbers are not zero is known only of a constant. */
function inferNonZero(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const values = valuesOf(view, 0)
  if (values === null) return null
  const found: (readonly number[])[] = []
  let i = 0
  for (const index of eachIndex(x!.dims)) if (values[i++] !== 0) found.push([...index])
  return one(elementTypes.int64, [x!.dims.length, found.length], () =>
    x!.dims.flatMap((_, axis) => found.map((index) => index[axis]!)),
  )
}

/** How many are kept is an attribute before operator set 10. */
function inferTopK(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const axis = axisOf(integerAttribute(view.node, 'axis', -1), x!.dims.length)
  const kept = view.opset < 10 ? integerAttribute(view.node, 'k', 0) : valuesOf(view, 1)?.[0]
  if (axis === null || kept === undefined) return null
  const dims = x!.dims.with(axis, kept)
  return [made(x!.elementType, dims), made(elementTypes.int64, dims)]
}

function inferCompress(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const chosen = valuesOf(view, 1)
  if (chosen === null) return null
  const count = chosen.filter((value) => value !== 0).length
  const isFlat = !view.node.attribute.some(({ name }) => name === 'axis')
  if (isFlat) return one(x!.elementType, [count])
  const axis = axisOf(integerAttribute(view.node, 'axis', 0), x!.dims.length)
  return axis === null ? null : one(x!.elementType, x!.dims.with(axis, count))
}

function inferTrilu(view: NodeView): readonly TensorFact[] | null {
  const [x, offset] = view.inputs
  const isUpper = integerAttribute(view.node, 'upper', 1) !== 0
  return one(x!.elementType, x!.dims, () => {
    const values = valuesOf(view, 0)
    const diagonal = offset === undefined ? 0 : offset.values?.[0]
    if (values === null || diagonal === undefined) return null
    return Array.from(eachIndex(x!.dims), (index) => [...index]).map((index, i) => {
      const above = index.at(-1)! - index.at(-2)! - diagonal
      return (isUpper ? above >= 0 : above <= 0) ? values[i]! : 0
    })
  })
}

function inferCumulative({ inputs: [x] }: NodeView): readonly TensorFact[] | null {
  return one(x!.elementType, x!.dims)
}
