import { type ChainStep, chain } from './chain.ts'
import type { PictureInput } from './find-input.ts'
import { type Freed, freeName } from './free-name.ts'
import { elementTypes, graphOf, type OnnxModel, opsetOf, withGraph } from './proto.ts'
import { createFloats } from './tensor.ts'
import { declareValue } from './value.ts'

/** The model with the input `input` f32[B,3,H,W] in place of its own: layout and element type are solved by operators in front. */
export function withPictureInput(model: OnnxModel, input: PictureInput): OnnxModel {
  const steps = inputSteps(input, opsetOf(model))
  const isCanonical = steps.length === 0 && input.name === 'input'
  const freed = isCanonical ? keepNames(model) : freeName(model, 'input')
  const graph = graphOf(freed.model)
  const declared = declareValue('input', [input.batch ?? 'batch', 3, input.height ?? 'height', input.width ?? 'width'])
  return withGraph(freed.model, { input: [declared], node: [...chain('input', freed.nameOf(input.name), steps), ...graph.node] })
}

/** The outputs of the canonical graph; ranks and lengths are those seen in a run. */
export interface ClassifierOutputs {
  /** The tensor with one number per class; `logarithm` when it holds probabilities and their logarithms serve as logits. */
  readonly logits: { readonly tensor: string; readonly rank: number; readonly classes: number; readonly logarithm: boolean }
  readonly features: { readonly tensor: string; readonly rank: number; readonly length: number } | null
  readonly batch: number | null
  /** Of the model's own output; not float32 means that everything leaves through a Cast. */
  readonly elementType: number
}

/** Smallest normal float32: stands for a probability of zero in a logarithm. */
const smallestProbability = 2 ** -126

/**
 * The model with the outputs `logits` f32[B,K] and, where there are any, `features` f32[B,D] in place of its own. Tensors keep their names,
 * except inner ones that bear one of these two: `nameOf` tells what a tensor is called now.
 */
export function withClassifierOutputs(model: OnnxModel, outputs: ClassifierOutputs): Freed {
  const { logits, features, batch, elementType } = outputs
  const floor = 'smallest_probability'
  const logitSteps = [
    ...castSteps(elementType),
    ...(logits.rank === 2 ? [] : [{ opType: 'Flatten', attributes: { axis: 1 } }]),
    ...(logits.logarithm ? [{ opType: 'Max', constants: [floor] }, { opType: 'Log' }] : []),
  ]
  const featureSteps = [
    ...castSteps(elementType),
    // A map is averaged; the mean of a map of one pixel is that pixel.
    ...(features?.rank === 4 ? [{ opType: 'GlobalAveragePool' }] : []),
    ...(features?.rank === 2 ? [] : [{ opType: 'Flatten', attributes: { axis: 1 } }]),
  ]

  const first = reserveName(model, 'logits', logits.tensor, logitSteps)
  const second = features === null ? keepNames(first.model) : reserveName(first.model, 'features', features.tensor, featureSteps)
  const nameOf = (tensor: string): string => second.nameOf(first.nameOf(tensor))
  const graph = graphOf(second.model)
  const rows = batch ?? 'batch'
  return {
    nameOf,
    model: withGraph(second.model, {
      node: [
        ...graph.node,
        ...chain(nameOf(logits.tensor), 'logits', logitSteps),
        ...(features === null ? [] : chain(nameOf(features.tensor), 'features', featureSteps)),
      ],
      output: [
        declareValue('logits', [rows, logits.classes]),
        ...(features ? [declareValue('features', [rows, features.length])] : []),
      ],
      initializer: [...graph.initializer, ...(logits.logarithm ? [createFloats(floor, [], [smallestProbability])] : [])],
    }),
  }
}

/** A tensor that already is what the output is to be keeps the name; any other gives it up. */
function reserveName(model: OnnxModel, output: string, tensor: string, steps: readonly ChainStep[]): Freed {
  return tensor === output && steps.length === 0 ? keepNames(model) : freeName(model, output)
}

function keepNames(model: OnnxModel): Freed {
  return { model, nameOf: (tensor) => tensor }
}

function castSteps(elementType: number): readonly ChainStep[] {
  return elementType === elementTypes.float32 ? [] : [{ opType: 'Cast', attributes: { to: elementTypes.float32 } }]
}

function inputSteps(input: PictureInput, opset: number): readonly ChainStep[] {
  const steps: ChainStep[] = []
  if (input.layout === 'nhwc') steps.push({ opType: 'Transpose', attributes: { perm: [0, 2, 3, 1] } })
  // A cast to whole numbers cuts off; a blended pixel is to be rounded.
  if (input.elementType === elementTypes.uint8 && opset >= 11) steps.push({ opType: 'Round' })
  if (input.elementType !== elementTypes.float32) steps.push({ opType: 'Cast', attributes: { to: input.elementType } })
  return steps
}
