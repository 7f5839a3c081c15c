import type { OnnxGraph } from './proto.ts'

const makers: readonly string[] = [
  'SequenceConstruct',
  'SequenceEmpty',
  'SequenceErase',
  'SequenceInsert',
  'SequenceMap',
  'SplitToSequence',
]

/** Names of what operators make that is a list of tensors: it has no shape, and cannot leave a graph as a tensor does. */
export function sequencesIn({ node: nodes }: OnnxGraph): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ opType, output }) => (makers.includes(opType) ? output : [])))
}
