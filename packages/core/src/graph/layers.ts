import { graphOf, type OnnxModel } from './proto.ts'
import { constantsOf, producersOf } from './walk.ts'

/** Layouts change here, values do not: what went in is the better layer. */
const layoutOnly: readonly string[] = ['Transpose', 'Identity', 'Flatten', 'Reshape', 'Squeeze', 'Unsqueeze', 'Shape']

/**
 * Names of the tensors nearest before the logits that may serve as layers, nearest first, at most `limit`. Their shapes are not known
 * yet: run the model once with these exposed and choose by what comes out.
 */
export function findLayerCandidates(model: OnnxModel, logits: string, limit = 24): readonly string[] {
  const graph = graphOf(model)
  const producers = producersOf(graph)
  const constants = constantsOf(graph)
  const seen = new Set<string>([logits])
  const queue = [logits]
  const candidates: string[] = []
  while (queue.length > 0 && candidates.length < limit) {
    const node = producers.get(queue.shift()!)
    for (const name of node?.input ?? []) {
      if (seen.has(name) || name === '' || constants.has(name) || !producers.has(name)) continue
      seen.add(name)
      queue.push(name)
      if (!layoutOnly.includes(producers.get(name)!.opType)) candidates.push(name)
    }
  }
  return candidates
}
