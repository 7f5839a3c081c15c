import { broadcastDims, positionIn, product } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { integerAttribute, integersAttribute } from '../../node.ts'
import { axesOf, type Inferences, type NodeView, one, valuesOf } from '../inference.ts'
import { pick } from '../positions.ts'
import { inferBlocksToImage, inferCenterCropPad, inferPad, inferTile } from './extending.ts'
import { inferConcat, inferSplit } from './joining.ts'

/** Operators that place numbers otherwise and leave them as they are. */
export const layoutInferences: Inferences = {
  Reshape: inferReshape,
  Flatten: inferFlatten,
  Squeeze: inferSqueeze,
  Unsqueeze: inferUnsqueeze,
  Transpose: inferTranspose,
  Expand: inferExpand,
  Tile: inferTile,
  Pad: inferPad,
  CenterCropPad: inferCenterCropPad,
  Col2Im: inferBlocksToImage,
  Concat: inferConcat,
  Split: inferSplit,
  DepthToSpace: (view) => inferBlocks(view, (block) => [1 / (block * block), block]),
  SpaceToDepth: (view) => inferBlocks(view, (block) => [block * block, 1 / block]),
}

function renamed(view: NodeView, dims: readonly number[]): readonly TensorFact[] | null {
  const [x] = view.inputs
  return product(dims) === product(x!.dims) ? one(x!.elementType, dims, () => valuesOf(view, 0)) : null
}

function inferReshape(view: NodeView): readonly TensorFact[] | null {
  const { node, inputs, opset } = view
  const asked = opset < 5 ? integersAttribute(node, 'shape') : valuesOf(view, 1)
  if (asked === null) return null
  const [x] = inputs
  const copies = integerAttribute(node, 'allowzero', 0) === 0
  const dims = asked.map((size, axis) => (size === 0 && copies ? (x!.dims[axis] ?? 0) : size))
  const rest = dims.indexOf(-1)
  if (rest >= 0) {
    const others = product(dims.filter((_, axis) => axis !== rest))
    dims[rest] = others === 0 ? 0 : product(x!.dims) / others
  }
  return dims.every((size) => Number.isInteger(size) && size >= 0) ? renamed(view, dims) : null
}

function inferFlatten(view: NodeView): readonly TensorFact[] | null {
  const { dims } = view.inputs[0]!
  const axis = integerAttribute(view.node, 'axis', 1)
  const split = axis < 0 ? axis + dims.length : axis
  return renamed(view, [product(dims.slice(0, split)), product(dims.slice(split))])
}

/** Axes are an attribute before operator set 13 and an input from there on. */
function axesGiven(view: NodeView): readonly number[] | null {
  return view.opset < 13 ? integersAttribute(view.node, 'axes') : valuesOf(view, 1)
}

function inferSqueeze(view: NodeView): readonly TensorFact[] | null {
  const { dims } = view.inputs[0]!
  const given = axesGiven(view)
  if (given === null && view.inputs[1] !== undefined) return null
  const axes = given === null ? null : axesOf(given, dims.length)
  if (given !== null && (axes === null || axes.some((axis) => dims[axis] !== 1))) return null
  return renamed(
    view,
    dims.filter((size, axis) => (axes === null ? size !== 1 : !axes.includes(axis))),
  )
}

function inferUnsqueeze(view: NodeView): readonly TensorFact[] | null {
  const { dims } = view.inputs[0]!
  const given = axesGiven(view)
  const axes = given && axesOf(given, dims.length + given.length)
  if (axes === null) return null
  const rest = [...dims]
  return renamed(
    view,
    Array.from({ length: dims.length + axes.length }, (_, axis) => (axes.includes(axis) ? 1 : rest.shift()!)),
  )
}

function inferTranspose(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const order = integersAttribute(view.node, 'perm') ?? x!.dims.map((_, axis) => x!.dims.length - 1 - axis)
  if (order.length !== x!.dims.length || axesOf(order, x!.dims.length) === null) return null
  const dims = order.map((axis) => x!.dims[axis]!)
  const back = x!.dims.map((_, axis) => order.indexOf(axis))
  return one(x!.elementType, dims, () => {
    const values = valuesOf(view, 0)
    return values && pick(values, x!.dims, dims, (index) => back.map((axis) => index[axis]!))
  })
}

function inferExpand(view: NodeView): readonly TensorFact[] | null {
  const [x] = view.inputs
  const asked = valuesOf(view, 1)
  const dims = asked && broadcastDims(x!.dims, asked)
  if (dims === null) return null
  return one(x!.elementType, dims, () => {
    const values = valuesOf(view, 0)
    const position = positionIn(x!.dims, dims)
    return values && Array.from({ length: product(dims) }, (_, i) => values[position(i)]!)
  })
}

function inferBlocks(
  { node, inputs: [x] }: NodeView,
  factors: (block: number) => readonly [number, number],
): readonly TensorFact[] | null {
  const [channels, spatial] = factors(integerAttribute(node, 'blocksize', 1))
  if (x!.dims.length !== 4) return null
  const [batch, depth, height, width] = x!.dims as [number, number, number, number]
  const dims = [batch, Math.round(depth * channels), Math.round(height * spatial), Math.round(width * spatial)]
  return product(dims) === product(x!.dims) ? one(x!.elementType, dims) : null
}
