import { product } from './broadcast.ts'
import type { TensorFacts } from './facts.ts'
import type { OnnxNode } from './proto.ts'

/** Multiplications of the operators that make up nearly all of a network's work: convolutions and matrix products; 0 for the others. */
export function multiplicationsOf(node: OnnxNode, facts: TensorFacts): number {
  const dims = (name: string | undefined): readonly number[] => facts.get(name ?? '')?.dims ?? []
  const output = dims(node.output[0])
  switch (node.opType) {
    case 'Conv':
      // Weights are [output channels, input channels of a group, ...kernel].
      return product(output) * product(dims(node.input[1]).slice(1))
    case 'ConvTranspose':
      return product(dims(node.input[0])) * product(dims(node.input[1]).slice(1))
    case 'MatMul':
      return product(output) * (dims(node.input[0]).at(-1) ?? 0)
    case 'Gemm':
      return output.length === 2 ? (product(dims(node.input[0])) / output[0]!) * product(output) : 0
    case 'Einsum':
      // Each letter of a plain product occurs in two of its three tensors.
      return Math.sqrt(product([...node.input, node.output[0]].map((name) => product(dims(name)))))
    default:
      return 0
  }
}
