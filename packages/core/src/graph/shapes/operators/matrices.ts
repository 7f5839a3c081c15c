import { broadcastDims } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { integerAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { type Inferences, type NodeView, one } from '../inference.ts'
import { inferEinsum } from './einsum.ts'

/** Matrix products. */
export const matrixInferences: Inferences = {
  MatMul: ({ inputs }) => inferMatMul(inputs[0]!, inputs[1]!, inputs[0]!.elementType),
  MatMulInteger: ({ inputs }) => inferMatMul(inputs[0]!, inputs[1]!, elementTypes.int32),
  // Inputs are a, its scale and zero point, b, its scale and zero point, and the result's scale and zero point.
  QLinearMatMul: ({ inputs }) => inferMatMul(inputs[0]!, inputs[3]!, inputs[7]!.elementType),
  Gemm: inferGemm,
  'com.microsoft::FusedGemm': inferGemm,
  Einsum: inferEinsum,
}

function inferMatMul(a: TensorFact, b: TensorFact, elementType: number): readonly TensorFact[] | null {
  if (a.dims.length === 0 || b.dims.length === 0) return null
  // A vector on the left is one row, on the right one column; that axis is not part of the result.
  const left = a.dims.length === 1 ? [1, ...a.dims] : a.dims
  const right = b.dims.length === 1 ? [...b.dims, 1] : b.dims
  const batch = broadcastDims(left.slice(0, -2), right.slice(0, -2))
  if (batch === null || left.at(-1) !== right.at(-2)) return null
  const rows = a.dims.length === 1 ? [] : [left.at(-2)!]
  const columns = b.dims.length === 1 ? [] : [right.at(-1)!]
  return one(elementType, [...batch, ...rows, ...columns])
}

function inferGemm({ node, inputs }: NodeView): readonly TensorFact[] | null {
  const [a, b] = [inputs[0]!, inputs[1]!]
  if (a.dims.length !== 2 || b.dims.length !== 2) return null
  const [rows, inner] = integerAttribute(node, 'transA', 0) ? [a.dims[1]!, a.dims[0]] : [a.dims[0]!, a.dims[1]]
  const [same, columns] = integerAttribute(node, 'transB', 0) ? [b.dims[1], b.dims[0]!] : [b.dims[0], b.dims[1]!]
  return inner === same ? one(a.elementType, [rows, columns]) : null
}
