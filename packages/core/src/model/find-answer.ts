import type { ClassifierOutputs } from '../graph/canonical.ts'
import { elementTypes, graphOf, type OnnxModel } from '../graph/proto.ts'
import { elementTypeOf } from '../graph/value.ts'
import type { Link } from '../kernels/kernels.ts'
import { chooseFeatures } from './choose-features.ts'
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

/** What is known of the answer before anything is judged. */
export interface AnswerWishes {
  /** The output with one number per class. */
  readonly output: string | undefined
  /** The tensor that serves as embedding, `none`, or undefined: found by itself. */
  readonly features: string | undefined
  readonly multiLabel: boolean
}

/**
 * Which tensors are read, judged by the shapes and numbers of one run. Throws MODEL_OUTPUT_AMBIGUOUS, MODEL_NOT_A_CLASSIFIER,
 * MODEL_NOT_FINITE, or USAGE_PARAMETER for features that the model does not have.
 */
export function findAnswer(model: OnnxModel, trace: Trace, wishes: AnswerWishes, file: string): Answer {
  const outputs = floatOutputs(model).map((name) => ({ name, ...trace.get(name)! }))
  const output = findOutput(outputs, wishes.output, file)
  if (output.values.some(Number.isNaN)) throw notFinite(file, Number.NaN)
  const classes = classesOf(output.shape)
  const { link, tensor, logarithm } = findLink(model, output.name, output.values, classes, wishes.multiLabel)
  const features = chooseFeatures(model, tensor, trace, wishes.features, file)
  const declared = graphOf(model).output.find(({ name }) => name === output.name)
  return {
    link,
    elementType: declared ? elementTypeOf(declared) : elementTypes.float32,
    // The tensor before a Softmax was not traced; flattening a matrix changes nothing.
    logits: { tensor, rank: tensor === output.name ? output.shape.length : 0, classes, logarithm },
    features,
    layers: chooseLayers(model, tensor, features?.tensor ?? null, trace),
  }
}
