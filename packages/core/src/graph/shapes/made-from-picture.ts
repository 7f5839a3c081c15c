import { graphOf, type OnnxModel } from '../proto.ts'

/** Operators that read the sizes of a tensor and not its numbers. */
const readsSizesOnly: readonly string[] = ['Shape', 'Size']

/** Tensors whose numbers depend on those of the inputs; the numbers of all others are the same in every run with inputs of these sizes. */
export function madeFromPicture(model: OnnxModel, inputs: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const made = new Set<string>(inputs.keys())
  for (const { opType, input, output, attribute } of graphOf(model).node) {
    // Inner graphs may read any tensor around them.
    const hasInnerGraph = attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0)
    const reads = hasInnerGraph || (!readsSizesOnly.includes(opType) && input.some((name) => made.has(name)))
    if (reads || opType.startsWith('Random')) for (const name of output) made.add(name)
  }
  return made
}
