import { exposeTensors } from '../graph/expose.ts'
import { freePrefix } from '../graph/free-name.ts'
import { graphOf, type OnnxModel } from '../graph/proto.ts'
import type { Weights } from '../graph/tensor.ts'
import { namesIn } from '../graph/walk.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Runtime, ShapedFloats } from './runtime.ts'

/** Runs a model once and returns what these of its tensors held, by name, in their order; as float32, whatever their type. Throws MODEL_* errors. */
export async function traceTensors(
  model: OnnxModel,
  weights: Weights,
  runtime: Runtime,
  inputs: Readonly<Record<string, ShapedFloats>>,
  tensors: readonly string[],
): Promise<ReadonlyMap<string, ShapedFloats>> {
  const prefix = freePrefix(namesIn(graphOf(model)), 'telltale_trace', Array.from(tensors.keys(), String))
  const exposed = tensors.map((tensor, i) => ({ tensor, output: `${prefix}_${i}` }))
  const results = await runtime.trace(writeModel(exposeTensors(model, exposed)), weights, inputs)
  return new Map(exposed.map(({ tensor, output }) => [tensor, results[output]!]))
}
