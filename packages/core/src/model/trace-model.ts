import { findFeatures } from '../graph/find-features.ts'
import { findLayerCandidates, isChannelsFirst } from '../graph/layers.ts'
import { elementTypes, graphOf, type OnnxModel } from '../graph/proto.ts'
import { sequencesIn } from '../graph/sequences.ts'
import type { Weights } from '../graph/tensor.ts'
import { elementTypeOf } from '../graph/value.ts'
import { producersOf } from '../graph/walk.ts'
import type { Layer } from './classifier.ts'
import type { Runtime, ShapedFloats } from './runtime.ts'
import { traceTensors } from './trace-tensors.ts'

/** What tensors looked like in one run, by their name in the model. */
export type Trace = ReadonlyMap<string, ShapedFloats>

const floatTypes: readonly number[] = [elementTypes.float32, elementTypes.float16, elementTypes.float64]

/** Names of the model's floating-point outputs. */
export function floatOutputs(model: OnnxModel): readonly string[] {
  return graphOf(model)
    .output.filter((value) => floatTypes.includes(elementTypeOf(value)))
    .map(({ name }) => name)
}

/** Whether a node of the model makes the tensor, so that it can be led out of the graph. */
export function isComputed(model: OnnxModel, tensor: string): boolean {
  return producersOf(graphOf(model)).has(tensor)
}

/**
 * Runs the model once on `frames` f32[B,3,H,W] and returns its outputs, the tensors near them that may serve as layers, and those asked for that
 * it computes; none without float outputs.
 */
export async function traceModel(
  model: OnnxModel,
  weights: Weights,
  runtime: Runtime,
  frames: ShapedFloats,
  further: readonly string[] = [],
): Promise<Trace> {
  const outputs = floatOutputs(model)
  if (outputs.length === 0) return new Map()
  const near = outputs.flatMap((name) => [findFeatures(model, name), ...findLayerCandidates(model, name)])
  const asked = further.filter((name) => isComputed(model, name))
  const lists = sequencesIn(graphOf(model))
  const found = near.filter((name) => name !== null).filter((name) => !lists.has(name))
  const tensors = [...new Set([...outputs, ...found, ...asked])]
  return await traceTensors(model, weights, runtime, { input: frames }, tensors)
}

/** The model's last spatial map, its last token sequence and its embedding, as far as it has them. */
export function chooseLayers(model: OnnxModel, logits: string, features: string | null, trace: Trace): readonly Layer[] {
  const candidates = findLayerCandidates(model, logits).flatMap((name) => {
    const shape = trace.get(name)?.shape.slice(1)
    return shape === undefined ? [] : [{ name, shape }]
  })
  const map = candidates.find(
    ({ name, shape }) => shape.length === 3 && shape[1]! > 1 && shape[2]! > 1 && isChannelsFirst(model, name),
  )
  const tokens = candidates.find(({ shape }) => shape.length === 2 && shape[0]! > 1 && shape[1]! > 1)
  const embedding = features === null ? undefined : trace.get(features)
  return [
    ...(map ? [{ ...map, kind: 'map' as const }] : []),
    ...(tokens ? [{ ...tokens, kind: 'tokens' as const }] : []),
    ...(features !== null && embedding?.shape.length === 2
      ? [{ name: features, shape: embedding.shape.slice(1), kind: 'vector' as const }]
      : []),
  ]
}
