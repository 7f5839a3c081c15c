import { TelltaleError } from '../errors.ts'
import type { ClassifierOutputs } from '../graph/canonical.ts'
import { findFeatures } from '../graph/find-features.ts'
import { findLayerCandidates, isChannelsFirst } from '../graph/layers.ts'
import type { OnnxModel } from '../graph/proto.ts'
import { isComputed, type Trace } from './trace-model.ts'

/**
 * The tensor that serves as embedding: the one asked for, none for `none`, else what the last layer with weights reads. A map counts with its
 * mean. Throws USAGE_PARAMETER, with the tensors that would do, where the one asked for is missing or holds no vector per picture.
 */
export function chooseFeatures(
  model: OnnxModel,
  logits: string,
  trace: Trace,
  wanted: string | undefined,
  file: string,
): ClassifierOutputs['features'] {
  if (wanted === 'none') return null
  const found = findFeatures(model, logits)
  if (wanted === undefined) return found === null ? null : embedding(model, found, trace)
  const chosen = isComputed(model, wanted) ? embedding(model, wanted, trace) : null
  if (chosen !== null) return chosen

  const near = [...new Set([...(found === null ? [] : [found]), ...findLayerCandidates(model, logits)])]
  const choices = near.flatMap((name) => (embedding(model, name, trace) === null ? [] : [`${name} ${shapeText(trace, name)}`]))
  const message = isComputed(model, wanted)
    ? `The tensor "${wanted}" of ${file} has the shape ${shapeText(trace, wanted)}, which is no vector or map per picture.`
    : `${file} computes no tensor "${wanted}".`
  const fix =
    choices.length > 0 ? `Choose one of: ${choices.join(', ')}; or none.` : 'This model has nothing that would do: say none.'
  throw new TelltaleError('USAGE_PARAMETER', message, fix, { file, value: wanted })
}

/** A vector per picture; a map counts with its mean, a sequence of tokens is no embedding. */
function embedding(model: OnnxModel, tensor: string, trace: Trace): ClassifierOutputs['features'] {
  const shape = trace.get(tensor)?.shape ?? []
  if (shape.length !== 2 && (shape.length !== 4 || !isChannelsFirst(model, tensor))) return null
  return shape[1]! > 0 ? { tensor, rank: shape.length, length: shape[1]! } : null
}

function shapeText(trace: Trace, tensor: string): string {
  return `[${trace.get(tensor)?.shape.join(', ') ?? 'unknown'}]`
}
