import type { TensorFact, TensorFacts } from '../graph/facts.ts'
import { innerGraphs } from '../graph/node.ts'
import { elementTypes, graphOf, type OnnxModel } from '../graph/proto.ts'
import { sequencesIn } from '../graph/sequences.ts'
import { inferFacts } from '../graph/shapes/infer-facts.ts'
import { isFloating, mostValues } from '../graph/shapes/inference.ts'
import { madeFromPicture } from '../graph/shapes/made-from-picture.ts'
import type { Weights } from '../graph/tensor.ts'
import { elementTypeOf } from '../graph/value.ts'
import { producersOf } from '../graph/walk.ts'
import type { Runtime } from './runtime.ts'
import { traceTensors } from './trace-tensors.ts'

/**
 * What is known of every tensor of a model: inferred from the graph, and where an operator does not tell, seen in one run. `inputs` are the sizes of
 * the model's float32 inputs, the batch's included. Throws MODEL_* errors where the run is needed and fails.
 */
export async function factsOf(
  model: OnnxModel,
  weights: Weights,
  runtime: Runtime,
  inputs: ReadonlyMap<string, readonly number[]>,
): Promise<TensorFacts> {
  const { facts, unknown } = inferFacts(model, inputs, weights)
  if (unknown.length === 0) return facts
  const seen = await traceFacts(model, weights, runtime, inputs, unknown)
  return inferFacts(model, inputs, weights, seen).facts
}

/**
 * What one run tells of the tensors that operators of the model make, all of them unless told, but for lists of tensors. A run says nothing of element
 * types: those that the file declares count, and else that of the operator's first input. Throws MODEL_* errors.
 */
export async function traceFacts(
  model: OnnxModel,
  weights: Weights,
  runtime: Runtime,
  inputs: ReadonlyMap<string, readonly number[]>,
  wanted: readonly string[] = [...producersOf(graphOf(model)).keys()],
): Promise<TensorFacts> {
  const lists = sequencesIn(graphOf(model))
  const tensors = wanted.filter((name) => !lists.has(name))
  if (tensors.length === 0) return new Map()
  const feeds = Object.fromEntries(
    Array.from(inputs, ([name, shape]) => [name, { shape, values: unlikePixels(shape.reduce((a, b) => a * b, 1)) }]),
  )
  const seen = await traceTensors(model, weights, runtime, feeds, tensors)
  const types = declaredTypes(model, inputs, weights)
  const fromPicture = madeFromPicture(model, inputs)
  return new Map(
    Array.from(seen, ([tensor, { shape, values }]): [string, TensorFact] => {
      const elementType = types.get(tensor) ?? elementTypes.float32
      // Numbers leave as float32, which holds small whole numbers only; shapes and indices are such.
      const isKept = values.length <= mostValues && !isFloating(elementType) && !fromPicture.has(tensor)
      return [tensor, { elementType, dims: shape, values: isKept ? Array.from(values) : null }]
    }),
  )
}

/** Numbers of which no two neighbours are the same, so that nothing that compares or counts them meets a special case. */
function unlikePixels(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i))
}

/** Operators whose results are indices, as many as the numbers they read decide. */
const givesPlaces: readonly string[] = ['NonZero', 'NonMaxSuppression']

/** Element types as far as the graph tells; where an operator is unknown, what the file declares or else the type of its first input. */
function declaredTypes(
  model: OnnxModel,
  inputs: ReadonlyMap<string, readonly number[]>,
  weights: Weights,
): ReadonlyMap<string, number> {
  const graph = graphOf(model)
  const types = new Map<string, number>()
  for (const value of [...graph.valueInfo, ...graph.output])
    if (elementTypeOf(value) > 0) types.set(value.name, elementTypeOf(value))
  for (const [name, { elementType }] of inferFacts(model, inputs, weights).facts) types.set(name, elementType)
  for (const node of graph.node) {
    const first = node.input.map((name) => types.get(name)).find((type) => type !== undefined)
    const [inner] = innerGraphs(node)
    node.output.forEach((name, i) => {
      const declared = inner?.output[i] && elementTypeOf(inner.output[i])
      // The first input of If is its condition, that of Loop a number of rounds: neither tells a type.
      const type = inner ? declared || undefined : givesPlaces.includes(node.opType) ? elementTypes.int64 : first
      if (!types.has(name) && type !== undefined) types.set(name, type)
    })
  }
  return types
}
