import { product } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { attributeOf, integerAttribute, integersAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { constantFact } from '../constant-fact.ts'
import { type Inferences, made, type NodeView, one, valuesOf } from '../inference.ts'

/** Operators that make numbers, or read sizes, rather than compute with what a tensor holds. */
export const generatorInferences: Inferences = {
  Constant: inferConstant,
  ConstantOfShape: inferConstantOfShape,
  Range: inferRange,
  Shape: inferShape,
  Size: ({ inputs: [x] }) => one(elementTypes.int64, [], () => [product(x!.dims)]),
  EyeLike: ({ node, inputs: [x] }) => one(integerAttribute(node, 'dtype', x!.elementType), x!.dims),
  RandomNormal: inferRandom,
  RandomUniform: inferRandom,
  RandomNormalLike: inferRandomLike,
  RandomUniformLike: inferRandomLike,
  Bernoulli: inferRandomLike,
}

function inferConstant({ node, weights }: NodeView): readonly TensorFact[] | null {
  const [attribute] = node.attribute
  switch (attribute?.name) {
    case 'value':
      return attribute.t ? [constantFact(attribute.t, weights)] : null
    case 'value_int':
      return one(elementTypes.int64, [], () => [Number(attribute.i)])
    case 'value_ints':
      return one(elementTypes.int64, [attribute.ints.length], () => attribute.ints.map(Number))
    case 'value_float':
      return one(elementTypes.float32, [], () => [attribute.f])
    case 'value_floats':
      return one(elementTypes.float32, [attribute.floats.length], () => attribute.floats)
    case 'value_string':
      return one(elementTypes.string, [])
    case 'value_strings':
      return one(elementTypes.string, [attribute.strings.length])
    case 'sparse_value': {
      const sparse = attribute.sparseTensor
      return sparse?.values ? one(sparse.values.dataType, sparse.dims.map(Number)) : null
    }
    default:
      return null
  }
}

function inferConstantOfShape(view: NodeView): readonly TensorFact[] | null {
  const dims = valuesOf(view, 0)
  const filler = attributeOf(view.node, 'value')?.t
  const fact = filler && constantFact(filler, view.weights)
  if (dims === null || dims.some((size) => size < 0)) return null
  return one(fact?.elementType ?? elementTypes.float32, dims, () => {
    const value = fact === undefined ? 0 : fact.values?.[0]
    return value === undefined ? null : Array.from({ length: product(dims) }, () => value)
  })
}

function inferRange(view: NodeView): readonly TensorFact[] | null {
  const [start, limit, step] = [0, 1, 2].map((index) => valuesOf(view, index)?.[0])
  if (start === undefined || limit === undefined || !step) return null
  const count = Math.max(0, Math.ceil((limit - start) / step))
  return one(view.inputs[0]!.elementType, [count], () => Array.from({ length: count }, (_, i) => start + i * step))
}

function inferShape({ node, inputs: [x] }: NodeView): readonly TensorFact[] | null {
  const rank = x!.dims.length
  const bound = (name: string, otherwise: number): number => {
    const axis = integerAttribute(node, name, otherwise)
    return Math.min(Math.max(axis < 0 ? axis + rank : axis, 0), rank)
  }
  const part = x!.dims.slice(bound('start', 0), bound('end', rank))
  return [made(elementTypes.int64, [part.length], () => part)]
}

function inferRandom({ node }: NodeView): readonly TensorFact[] | null {
  return one(integerAttribute(node, 'dtype', elementTypes.float32), integersAttribute(node, 'shape'))
}

function inferRandomLike({ node, inputs: [x] }: NodeView): readonly TensorFact[] | null {
  return one(integerAttribute(node, 'dtype', x!.elementType), x!.dims)
}
