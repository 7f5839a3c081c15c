import { product } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { integerAttribute, textAttribute } from '../../node.ts'
import { axisOf, type NodeView, one, valuesOf } from '../inference.ts'
import { eachIndex, positionOf, stridesOf } from '../positions.ts'

/** Blocks of numbers written to places of a tensor. */
export function inferScatterND(view: NodeView): readonly TensorFact[] | null {
  const [x, at] = view.inputs
  return one(x!.elementType, x!.dims, () => {
    const [values, places, updates] = [valuesOf(view, 0), valuesOf(view, 1), valuesOf(view, 2)]
    const depth = at!.dims.at(-1)
    const combine = combination(view)
    if (values === null || places === null || updates === null || depth === undefined || combine === null) return null
    const strides = stridesOf(x!.dims)
    const block = product(x!.dims.slice(depth))
    const result = [...values]
    for (let row = 0; row * depth < places.length; row++) {
      const index = places.slice(row * depth, (row + 1) * depth)
      const start = positionOf(
        index.map((along, axis) => (along < 0 ? along + x!.dims[axis]! : along)),
        strides,
      )
      for (let i = 0; i < block; i++) result[start + i] = combine(result[start + i]!, updates[row * block + i]!)
    }
    return result
  })
}

/** Single numbers written to places of a tensor along one axis. */
export function inferScatterElements(view: NodeView): readonly TensorFact[] | null {
  const [x, at] = view.inputs
  const axis = axisOf(integerAttribute(view.node, 'axis', 0), x!.dims.length)
  if (axis === null) return null
  return one(x!.elementType, x!.dims, () => {
    const [values, places, updates] = [valuesOf(view, 0), valuesOf(view, 1), valuesOf(view, 2)]
    const combine = combination(view)
    if (values === null || places === null || updates === null || combine === null) return null
    const strides = stridesOf(x!.dims)
    const result = [...values]
    let i = 0
    for (const index of eachIndex(at!.dims)) {
      const along = places[i]!
      const position = positionOf(index.with(axis, along < 0 ? along + x!.dims[axis]! : along), strides)
      result[position] = combine(result[position]!, updates[i++]!)
    }
    return result
  })
}

function combination({ node }: NodeView): ((old: number, update: number) => number) | null {
  switch (textAttribute(node, 'reduction', 'none')) {
    case 'none':
      return (_, update) => update
    case 'add':
      return (old, update) => old + update
    case 'mul':
      return (old, update) => old * update
    case 'max':
      return Math.max
    case 'min':
      return Math.min
    default:
      return null
  }
}
