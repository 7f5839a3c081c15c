import type { ClassifierOutputs } from '../graph/canonical.ts'
import { findFeatures } from '../graph/find-features.ts'
import { elementTypes, graphOf, type OnnxModel } from '../graph/proto.ts'
import { elementTypeOf } from '../graph/value.ts'
import type { Link } from '../kernels/kernels.ts'
import type { Layer } from './classifier.ts'
import { findLink } from './find-link.ts'
import { classesOf, findOutput } from './find-output.ts'
import { notFinite } from './not-finite.ts'
import { chooseLayers, floatOutputs, type Trace } from './trace-model.ts'

/** What is read from the model, and how. */
export interface Answer extends Omit<ClassifierOutputs, 'batch'> {
  readonly link: Link
  readonly layers: readonly Layer[]
}

/**
 * Which tensors are read, judged by the shapes and numbers of one run. Throws MODEL_OUTPUT_AMBIGUOUS, MODEL_NOT_A_CLASSIFIER or
 * MODEL_NOT_FINITE.
 */
export function findAnswer(
  model: OnnxModel,
  trace: Trace,
  wanted: string | undefined,
  multiLabel: boolean,
  file: string,
): Answer {
  const outputs = floatOutputs(model).map((name) => ({ name, ...trace.get(name)! }))
  const output = findOutput(outputs, wanted, file)
  if (output.values.some(Number.isNaN)) throw notFinite(file, Number.NaN)
  const classes = classesOf(output.shape)
  const { link, tensor, logarithm } = findLink(model, output.name, output.values, classes, multiLabel)
  const features = findFeatures(model, tensor)
  const shape = features === null ? undefined : trace.get(features)?.shape
  const declared = graphOf(model).output.find(({ name }) => name === output.name)
  return {
    link,
    elementType: declared ? elementTypeOf(declared) : elementTypes.float32,
    // The tensor before a Softmax was not traced; flattening a matrix changes nothing.
    logits: { tensor, rank: tensor === output.name ? output.shape.length : 0, classes, logarithm },
    features: features === null || shape === undefined ? null : embedding(features, shape),
    layers: chooseLayers(model, tensor, features, trace),
  }
}

/** A vector per picture; a map counts with its mean, a sequence of tokens is no embedding. */
function embedding(tensor: string, shape: readonly number[]): ClassifierOutputs['features'] {
  if (shape.length !== 2 && shape.length !== 4) return null
  return { tensor, rank: shape.length, length: shape[1]! }
}
