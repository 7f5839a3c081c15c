import type { TensorFact } from '../../facts.ts'
import { integerAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { type Inferences, made, type NodeView, one } from '../inference.ts'

/** From numbers to small integers and back. */
export const quantisedInferences: Inferences = {
  QuantizeLinear: inferQuantize,
  DequantizeLinear: inferDequantize,
  DynamicQuantizeLinear: ({ inputs: [x] }) => [
    made(elementTypes.uint8, x!.dims),
    made(elementTypes.float32, []),
    made(elementTypes.uint8, []),
  ],
  'com.microsoft::QuantizeLinear': inferQuantize,
  'com.microsoft::DequantizeLinear': inferDequantize,
}

/** The type is that of the zero point; where none is given an attribute says it, or it is uint8. */
function inferQuantize({ node, inputs: [x, , zero] }: NodeView): readonly TensorFact[] | null {
  const asked = integerAttribute(node, 'output_dtype', 0)
  return one(zero?.elementType ?? (asked === 0 ? elementTypes.uint8 : asked), x!.dims)
}

function inferDequantize({ node, inputs: [x, scale] }: NodeView): readonly TensorFact[] | null {
  const asked = integerAttribute(node, 'output_dtype', 0)
  return one(asked === 0 ? scale!.elementType : asked, x!.dims)
}
