import { create } from '@bufbuild/protobuf'
import { ValueInfoProtoSchema } from 'onnx-buf'
import { elementTypes, type OnnxValue } from './proto.ts'

/** A size, or the name of a size that is only known when the model runs; empty when the file does not say. */
export type Dimension = number | string

/** Declares an input or output; `shape` may hold names for free sizes. */
export function declareValue(name: string, shape: readonly Dimension[], elementType: number = elementTypes.float32): OnnxValue {
  const dim = shape.map((size) =>
    typeof size === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(size) } }
      : { value: { case: 'dimParam' as const, value: size } },
  )
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: elementType, shape: { dim } } } },
  })
}

/** Declares an output of which only the element type is known. */
export function declareValueOfAnyShape(name: string, elementType: number = elementTypes.float32): OnnxValue {
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value: { elemType: elementType } } } })
}

/** Element type of a declared tensor; 0 when it is no tensor or has no type. */
export function elementTypeOf(value: OnnxValue): number {
  return value.type?.value.case === 'tensorType' ? value.type.value.value.elemType : 0
}

/** Shape of a declared tensor; null when the file does not say. */
export function shapeOf(value: OnnxValue): readonly Dimension[] | null {
  const shape = value.type?.value.case === 'tensorType' ? value.type.value.value.shape : undefined
  if (shape === undefined) return null
  // Sizes of 0 or below are how some exporters write "unknown".
  return shape.dim.map(({ value: size }) => {
    if (size.case === 'dimValue') return size.value > 0n ? Number(size.value) : ''
    return size.case === 'dimParam' ? size.value : ''
  })
}
