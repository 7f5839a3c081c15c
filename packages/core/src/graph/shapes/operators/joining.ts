import type { TensorFact } from '../../facts.ts'
import { integerAttribute, integersAttribute } from '../../node.ts'
import { axisOf, made, type NodeView, one, valuesOf } from '../inference.ts'
import { eachIndex, pick, positionOf, stridesOf } from '../positions.ts'

/** Tensors one behind the other along an axis. */
export function inferConcat({ node, inputs }: NodeView): readonly TensorFact[] | null {
  const parts = inputs.filter((part) => part !== undefined)
  const [first] = parts
  const axis = first === undefined ? null : axisOf(integerAttribute(node, 'axis', 0), first.dims.length)
  if (first === undefined || axis === null) return null
  const fits = parts.every(
    ({ dims }) => dims.length === first.dims.length && dims.every((size, at) => at === axis || size === first.dims[at]),
  )
  if (!fits) return null
  const dims = first.dims.with(axis, sum(parts.map((part) => part.dims[axis]!)))
  return one(first.elementType, dims, () => (parts.every(({ values }) => values !== null) ? joined(parts, dims, axis) : null))
}

function joined(parts: readonly TensorFact[], dims: readonly number[], axis: number): readonly number[] {
  const strides = parts.map((part) => stridesOf(part.dims))
  return Array.from(eachIndex(dims), (index) => {
    let at = index[axis]!
    let part = 0
    while (at >= parts[part]!.dims[axis]!) at -= parts[part++]!.dims[axis]!
    return parts[part]!.values![positionOf(index.with(axis, at), strides[part]!)]!
  })
}

/** The parts of a tensor along an axis: sizes given, or as equal as they can be. */
export function inferSplit(view: NodeView): readonly TensorFact[] | null {
  const { node, inputs } = view
  const [x] = inputs
  const axis = axisOf(integerAttribute(node, 'axis', 0), x!.dims.length)
  const sizes = axis === null ? null : splitSizes(view, x!.dims[axis]!)
  if (axis === null || sizes === null || sum(sizes) !== x!.dims[axis]) return null
  return sizes.map((size, i) => {
    const start = sum(sizes.slice(0, i))
    const dims = x!.dims.with(axis, size)
    return made(x!.elementType, dims, () => {
      const values = valuesOf(view, 0)
      return values && pick(values, x!.dims, dims, (index) => index.with(axis, index[axis]! + start))
    })
  })
}

/** Sizes are an attribute before operator set 13 and an input from there on; `num_outputs` exists from 18 on. */
function splitSizes(view: NodeView, length: number): readonly number[] | null {
  const { node, inputs, opset } = view
  if (inputs[1] !== undefined && opset >= 13) return valuesOf(view, 1)
  const given = opset < 13 ? integersAttribute(node, 'split') : null
  if (given !== null) return given
  const parts = node.output.length
  const size = Math.ceil(length / parts)
  return Array.from({ length: parts }, (_, i) => Math.max(0, Math.min(size, length - i * size)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
