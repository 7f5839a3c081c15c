import { product } from '../graph/broadcast.ts'
import { differentiate } from '../graph/gradients/differentiate.ts'
import { policyFor } from '../graph/gradients/provider-policy.ts'
import { createNode } from '../graph/node.ts'
import { graphOf, type OnnxModel, withGraph } from '../graph/proto.ts'
import { inferFacts } from '../graph/shapes/infer-facts.ts'
import { createFloats } from '../graph/tensor.ts'
import { declareValue } from '../graph/value.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Runtime } from '../model/runtime.ts'
import type { Trainable } from './trainable.ts'
import type { TrainingStep } from './training-step.ts'

/**
 * The training step of a network for batches of that many rows: softmax and cross-entropy behind its logits, and the backward part of every weight,
 * in one graph of the runtime. Throws GRADIENT_NO_RULE for an operator without a derivative.
 */
export async function openTrainingStep(trainable: Trainable, batch: number, runtime: Runtime): Promise<TrainingStep> {
  const names = [...trainable.weights.keys()]
  const { model, gradients } = withLoss(trainable, batch, runtime.device)
  const session = await runtime.open(writeModel(model), new Map())
  const { classes } = trainable
  const oneHot = new Float32Array(batch * classes)
  const probabilities = new Float32Array(batch * classes)
  const results = new Map(names.map((name) => [name, new Float32Array(product(trainable.weights.get(name)!))]))
  return {
    batch,
    rowLength: product(trainable.row),
    classes,
    run: async (rows, labels, weights) => {
      oneHot.fill(0)
      labels.forEach((label, row) => {
        oneHot[row * classes + label] = 1
      })
      const outputs = Object.fromEntries(gradients.map((gradient, index) => [gradient, results.get(names[index]!)!]))
      await session.run(
        { input: rows, labels: oneHot, ...Object.fromEntries(names.map((name) => [name, weights.get(name)!])) },
        { probabilities, ...outputs },
        batch,
      )
      return { loss: crossEntropy(probabilities, labels, classes), gradients: results }
    },
    dispose: session.dispose,
  }
}

/** The graph with the inputs `input`, `labels` (one-hot) and the weights, and the outputs `probabilities` and one gradient per weight. */
function withLoss(
  { model, row, weights, classes }: Trainable,
  batch: number,
  device: string,
): { readonly model: OnnxModel; readonly gradients: readonly string[] } {
  const shapes = new Map([['input', [batch, ...row]], ...weights])
  const { facts } = inferFacts(model, shapes, new Map())
  const wrt = [...weights.keys()]
  const derived = differentiate(model, { of: 'logits', wrt, facts, weights: new Map(), policy: policyFor(device) })
  const graph = graphOf(derived.model)
  // The derivative of the mean cross-entropy by the logits is what the backward part starts from.
  const seed = [
    createNode('Softmax', ['logits'], ['probabilities'], { axis: -1 }),
    createNode('Sub', ['probabilities', 'labels'], ['excess']),
    createNode('Mul', ['excess', 'share_of_row'], [derived.seed]),
  ]
  const isForward = new Set(graphOf(model).node.flatMap(({ output }) => output))
  const end = graph.node.findLastIndex(({ output }) => output.some((name) => isForward.has(name))) + 1
  return {
    gradients: derived.gradients,
    model: withGraph(derived.model, {
      input: [...graph.input.filter(({ name }) => name !== derived.seed), declareValue('labels', [batch, classes])],
      output: [declareValue('probabilities', [batch, classes]), ...graph.output.filter(({ name }) => name !== 'logits')],
      node: [...graph.node.slice(0, end), ...seed, ...graph.node.slice(end)],
      initializer: [...graph.initializer, createFloats('share_of_row', [], [1 / batch])],
    }),
  }
}

const smallest = 2 ** -126

function crossEntropy(probabilities: Float32Array, labels: Uint32Array, classes: number): number {
  let loss = 0
  for (let row = 0; row < labels.length; row++) loss -= Math.log(Math.max(smallest, probabilities[row * classes + labels[row]!]!))
  return loss / labels.length
}
