import type { OnnxModel, OnnxNode } from './proto.ts'
import { graphOf } from './proto.ts'
import { producersOf } from './walk.ts'

/** Operators that change how numbers are laid out or stored, and not what they are. */
const reshaping: readonly string[] = ['Identity', 'Cast', 'Flatten', 'Reshape', 'Squeeze', 'Unsqueeze', 'Dropout']

/** The tensor that went into the last Softmax or Sigmoid before `output`, or null where the output is made otherwise. */
export function findBeforeActivation(model: OnnxModel, output: string, activation: 'Softmax' | 'Sigmoid'): string | null {
  const producers = producersOf(graphOf(model))
  let node: OnnxNode | undefined = producers.get(output)
  while (node !== undefined && reshaping.includes(node.opType)) node = producers.get(node.input[0] ?? '')
  return node?.opType === activation ? (node.input[0] ?? null) : null
}
