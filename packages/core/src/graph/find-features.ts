import { graphOf, type OnnxModel, type OnnxNode } from './proto.ts'
import { constantsOf, producersOf } from './walk.ts'

/** Operators on the way from the last layer with weights to the logits; with two inputs, the other one must be constant. */
const passing: readonly string[] = [
  'Identity',
  'Cast',
  'Dropout',
  'Flatten',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
  'Transpose',
  'Relu',
  'Clip',
  'Softmax',
  'LogSoftmax',
  'Sigmoid',
  'Add',
  'Sub',
  'Mul',
  'Div',
  'BatchNormalization',
  'GlobalAveragePool',
  'AveragePool',
  'ReduceMean',
] // prettier-ignore

/**
 * The tensor that serves as embedding: what the last Gemm, MatMul or Conv with constant weights reads on the way to the logits.
 * Null where the logits come from several branches or are no linear function of anything.
 */
export function findFeatures(model: OnnxModel, logits: string): string | null {
  const graph = graphOf(model)
  const producers = producersOf(graph)
  const constants = constantsOf(graph)
  const isConstant = (name: string): boolean => constants.has(name) || isComputedFromConstants(producers.get(name), constants)

  // The runtime refuses a graph that runs in a circle, but it has not seen this one yet.
  const seen = new Set<OnnxNode>()
  let node = producers.get(logits)
  while (node !== undefined && !seen.has(node)) {
    seen.add(node)
    const data = node.input.filter((name) => name !== '' && !isConstant(name))
    const [tensor] = data
    if (tensor === undefined || data.length > 1) return null
    if (['Gemm', 'MatMul', 'Conv'].includes(node.opType)) return tensor === graph.input[0]?.name ? null : tensor
    if (!passing.includes(node.opType)) return null
    node = producers.get(tensor)
  }
  return null
}

/** Weights that are still behind one operator, as DequantizeLinear or Transpose of an initialiser. */
function isComputedFromConstants(node: OnnxNode | undefined, constants: ReadonlyMap<string, unknown>): boolean {
  return node !== undefined && node.input.length > 0 && node.input.every((name) => name === '' || constants.has(name))
}
