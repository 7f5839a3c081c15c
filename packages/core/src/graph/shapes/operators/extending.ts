import { product } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { integersAttribute, textAttribute } from '../../node.ts'
import { axesOf, type NodeView, one, valuesOf } from '../inference.ts'
import { eachIndex, pick, positionOf, stridesOf } from '../positions.ts'

/** A tensor repeated along every axis. */
export function inferTile(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const repeats = valuesOf(view, 1)
  if (repeats === null || repeats.length !== x!.dims.length) return null
  const dims = x!.dims.map((size, axis) => size * repeats[axis]!)
  return one(x!.elementType, dims, () => {
    const values = valuesOf(view, 0)
    return values && pick(values, x!.dims, dims, (index) => index.map((at, axis) => at % x!.dims[axis]!))
  })
}

/** Numbers in front of and behind every axis; negative amounts cut off. Amounts are an attribute before operator set 11. */
export function inferPad(view: NodeView): readonly TensorFact[] | null {
  const { node, inputs, opset } = view
  const [x, , , axesInput] = inputs
  const rank = x!.dims.length
  const given = opset < 11 ? integersAttribute(node, 'pads') : valuesOf(view, 1)
  const axes = axesInput === undefined ? x!.dims.map((_, axis) => axis) : axesInput.values && axesOf(axesInput.values, rank)
  if (given === null || axes === null || given.length !== 2 * axes.length) return null
  const before = x!.dims.map((_, axis) => given[axes.indexOf(axis)] ?? 0)
  const after = x!.dims.map((_, axis) => (axes.includes(axis) ? given[axes.indexOf(axis) + axes.length]! : 0))
  const dims = x!.dims.map((size, axis) => size + before[axis]! + after[axis]!)
  if (dims.some((size) => size < 0)) return null
  return one(x!.elementType, dims, () => {
    const values = valuesOf(view, 0)
    const filler = inputs[2] === undefined ? 0 : inputs[2].values?.[0]
    const isConstant = textAttribute(node, 'mode', 'constant') === 'constant'
    return values && filler !== undefined && isConstant ? padded(values, x!.dims, dims, before, filler) : null
  })
}

function padded(
  values: readonly number[],
  from: readonly number[],
  to: readonly number[],
  before: readonly number[],
  filler: number,
): readonly number[] {
  const strides = stridesOf(from)
  return Array.from(eachIndex(to), (index) => {
    const source = index.map((at, axis) => at - before[axis]!)
    const isInside = source.every((at, axis) => at >= 0 && at < from[axis]!)
    return isInside ? values[positionOf(source, strides)]! : filler
  })
}

/** Some axes cut or padded evenly on both sides to the sizes asked for. */
export function inferCenterCropPad(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const sizes = valuesOf(view, 1)
  const axes = axesOf(integersAttribute(view.node, 'axes') ?? x!.dims.map((_, axis) => axis), x!.dims.length)
  if (sizes === null || axes === null) return null
  return one(
    x!.elementType,
    x!.dims.map((size, axis) => sizes[axes.indexOf(axis)] ?? size),
  )
}

/** Overlapping blocks, which lie in the columns, added up to a picture. */
export function inferBlocksToImage(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const [sizes, block] = [valuesOf(view, 1), valuesOf(view, 2)]
  if (sizes === null || block === null || x!.dims.length !== 3) return null
  return one(x!.elementType, [x!.dims[0]!, x!.dims[1]! / product(block), ...sizes])
}
