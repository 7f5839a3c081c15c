import { createNode, integerAttribute } from './node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode, withGraph } from './proto.ts'
import { producersOf } from './walk.ts'

const floatTypes: readonly number[] = [elementTypes.float32, elementTypes.float16, elementTypes.float64]
const layoutOnly: readonly string[] = ['Transpose', 'Reshape', 'Squeeze', 'Unsqueeze', 'Identity']

/**
 * The model without the rounding of its input to whole numbers, where it takes such numbers and computes with floats: for derivatives, which
 * would be zero everywhere otherwise. On whole pixel values both models are the same. A model without such rounding stays what it is.
 */
export function withoutRounding(model: OnnxModel): OnnxModel {
  const graph = graphOf(model)
  const producers = producersOf(graph)
  const inputs = new Set(graph.input.map(({ name }) => name))
  const isInput = (tensor: string): boolean => {
    const node = producers.get(tensor)
    return node === undefined ? inputs.has(tensor) : node.opType === 'Transpose' && isInput(node.input[0]!)
  }
  const becomesFloat = (tensor: string): boolean => {
    const readers = graph.node.filter(({ input }) => input.includes(tensor))
    const isFloat = (node: OnnxNode): boolean =>
      isCastToFloat(node) || (layoutOnly.includes(node.opType) && becomesFloat(node.output[0]!))
    return readers.length > 0 && readers.every(isFloat)
  }

  const rounding = new Set<OnnxNode>()
  for (const node of graph.node) {
    if (node.opType !== 'Cast' || isCastToFloat(node)) continue
    const before = producers.get(node.input[0]!)
    const round = before?.opType === 'Round' ? before : null
    if (!isInput((round ?? node).input[0]!) || !becomesFloat(node.output[0]!)) continue
    rounding.add(node)
    if (round) rounding.add(round)
  }
  if (rounding.size === 0) return model
  const passing = (node: OnnxNode): OnnxNode => createNode('Identity', [node.input[0]!], [node.output[0]!])
  return withGraph(model, { node: graph.node.map((node) => (rounding.has(node) ? passing(node) : node)), valueInfo: [] })
}

function isCastToFloat(node: OnnxNode): boolean {
  return node.opType === 'Cast' && floatTypes.includes(integerAttribute(node, 'to', 0))
}
