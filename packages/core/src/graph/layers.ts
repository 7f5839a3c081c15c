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

const elementwise: readonly string[] = [
  'Relu',
  'Clip',
  'LeakyRelu',
  'PRelu',
  'Sigmoid',
  'HardSwish',
  'HardSigmoid',
  'Gelu',
  'Elu',
  'Tanh',
  'Erf',
  'Add',
  'Sub',
  'Mul',
  'Div',
  'Min',
  'Max',
  'BatchNormalization',
  'Identity',
  'Cast',
  'Dropout',
] // prettier-ignore

/** Whether a tensor of four axes has its channels on the second one: false when a Transpose lies between it and the last convolution. */
export function isChannelsFirst(model: OnnxModel, tensor: string): boolean {
  const graph = graphOf(model)
  const producers = producersOf(graph)
  const constants = constantsOf(graph)
  let node = producers.get(tensor)
  while (node !== undefined && elementwise.includes(node.opType)) {
    const data = node.input.find((name) => name !== '' && !constants.has(name))
    node = data === undefined ? undefined : producers.get(data)
  }
  return node?.opType !== 'Transpose'
}
