import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNodeRuntime } from '../../src/model/choose-runtime.node.ts'
import { createRandom } from '../../src/random/random.ts'
import { trainableHead, weightsOfHead } from '../../src/training/linear-head.ts'
import { openTrainingStep } from '../../src/training/open-training-step.ts'
import { drawWeights, trainableNetwork } from '../../src/training/small-network.ts'
import type { TrainingStep, Weights } from '../../src/training/training-step.ts'

const { runtime } = await createNodeRuntime({ threads: 1 })

/** Compares the gradient of some numbers of each weight with that of a small change to them. */
async function expectGradients(step: TrainingStep, rows: Float32Array, labels: Uint32Array, weights: Weights): Promise<void> {
  const { gradients } = await step.run(rows, labels, weights)
  const kept = new Map(Array.from(gradients, ([name, values]) => [name, values.slice()]))
  const change = 2 ** -7
  for (const [name, values] of weights)
    for (const place of [0, values.length >> 1, values.length - 1]) {
      const before = values[place]!
      values[place] = before + change
      const above = (await step.run(rows, labels, weights)).loss
      values[place] = before - change
      const below = (await step.run(rows, labels, weights)).loss
      values[place] = before
      expect(kept.get(name)![place], `${name}[${place}]`).toBeCloseTo((above - below) / (2 * change), 3)
    }
}

describe('a step of a linear head', () => {
  const head = { classes: 3, length: 5, weights: new Float32Array(15), bias: new Float32Array(3) }
  const random = createRandom(4)
  for (const values of [head.weights, head.bias]) for (let i = 0; i < values.length; i++) values[i] = random.next() - 0.5
  const rows = Float32Array.from({ length: 4 * 5 }, () => random.next() - 0.5)
  const labels = Uint32Array.of(0, 2, 1, 2)
  let step: TrainingStep
  beforeAll(async () => {
    step = await openTrainingStep(trainableHead(head, 4), 4, runtime)
  })
  afterAll(async () => await step.dispose())

  it('has the closed form of softmax regression: probabilities less the true class, times the row', async () => {
    const { loss, gradients } = await step.run(rows, labels, weightsOfHead(head))
    const expected = { weights: new Float64Array(15), bias: new Float64Array(3), loss: 0 }
    for (let row = 0; row < 4; row++) {
      const x = rows.subarray(5 * row, 5 * row + 5)
      const powers = [0, 1, 2].map((k) =>
        Math.exp(head.bias[k]! + x.reduce((sum, value, i) => sum + value * head.weights[5 * k + i]!, 0)),
      )
      const total = powers.reduce((sum, power) => sum + power, 0)
      expected.loss -= Math.log(powers[labels[row]!]! / total) / 4
      for (let k = 0; k < 3; k++) {
        const excess = (powers[k]! / total - (labels[row] === k ? 1 : 0)) / 4
        expected.bias[k]! += excess
        for (let i = 0; i < 5; i++) expected.weights[5 * k + i]! += excess * x[i]!
      }
    }
    expect(loss).toBeCloseTo(expected.loss, 6)
    gradients.get('weights')!.forEach((value, i) => {
      expect(value).toBeCloseTo(expected.weights[i]!, 6)
    })
    gradients.get('bias')!.forEach((value, i) => {
      expect(value).toBeCloseTo(expected.bias[i]!, 6)
    })
  })

  it('falls by its gradient', async () => {
    await expectGradients(step, rows, labels, weightsOfHead(head))
  })
})

it('a step of a small network falls by its gradient in every layer', async () => {
  const network = { side: 8, channels: [4, 6], classes: 3 }
  const step = await openTrainingStep(trainableNetwork(network, 5), 5, runtime)
  const random = createRandom(9)
  const rows = Float32Array.from({ length: 5 * 3 * 64 }, () => random.next() - 0.5)
  const weights = drawWeights(network, 1)
  // Far from the kinks of Relu, at which a small change says nothing.
  for (const layer of [0, 1]) weights.get(`convolution_bias_${layer}`)!.fill(2)
  await expectGradients(step, rows, Uint32Array.of(0, 1, 2, 1, 0), weights)
  await step.dispose()
})
