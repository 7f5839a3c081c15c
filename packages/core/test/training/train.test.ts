import { describe, expect, it } from 'vitest'
import { createNodeRuntime } from '../../src/model/choose-runtime.node.ts'
import { openModel } from '../../src/model/open.node.ts'
import { openTrainingStep } from '../../src/training/open-training-step.ts'
import { drawWeights, trainableNetwork, writeNetwork } from '../../src/training/small-network.ts'
import { gradientDescent } from '../../src/training/stochastic-gradient-descent.ts'
import { train } from '../../src/training/train.ts'

const { runtime } = await createNodeRuntime({ threads: 1 })
const network = { side: 8, channels: [4, 8], classes: 2 }
const side = 8

/** Bars, upright for class 1 and lying for class 0, at one of four places. */
function writeBars(example: number, row: Float32Array): void {
  row.fill(0)
  const place = 2 * (example >> 1)
  for (let channel = 0; channel < 3; channel++)
    for (let i = 0; i < side; i++) row[channel * side * side + (example % 2 === 1 ? i * side + place : place * side + i)] = 1
}

async function trainBars() {
  const step = await openTrainingStep(trainableNetwork(network, 4), 4, runtime)
  const weights = drawWeights(network, 1)
  const losses = await train({
    step,
    weights,
    optimiser: gradientDescent({ rate: () => 0.1, momentum: 0.9, decay: 0 }),
    labels: Array.from({ length: 8 }, (_, example) => example % 2),
    write: writeBars,
    epochs: 60,
    seed: 1,
    signal: new AbortController().signal,
  })
  await step.dispose()
  return { weights, losses }
}

describe('training', async () => {
  const { weights, losses } = await trainBars()

  it('learns to tell upright bars from lying ones', async () => {
    expect(losses[0]).toBeGreaterThan(0.3)
    expect(losses.at(-1)).toBeLessThan(0.1)
  })

  it('gives the same weights again', async () => {
    expect((await trainBars()).weights).toEqual(weights)
  })

  it('makes a model that opens as any other and has learned the same', async () => {
    const mean = [0, 0, 0]
    const geometry = { resize: 'exact', size: [side, side], crop: null, resample: 'nearest', channels: 'rgb' } as const
    const preprocess = { ...geometry, scale: 1, mean, std: [1, 1, 1] }
    const model = await openModel(
      { model: writeNetwork(network, weights), preprocess, labels: ['lying', 'upright'] },
      { threads: 1 },
    )
    const rows = new Float32Array(8 * 3 * 64)
    for (let example = 0; example < 8; example++) writeBars(example, rows.subarray(192 * example, 192 * (example + 1)))
    const logits = new Float32Array(16)
    const features = new Float32Array(8 * model.info.featureLength)
    await model.session.run({ input: rows }, { logits, features }, 8)
    for (let example = 0; example < 8; example++) expect(logits[2 * example + 1]! > logits[2 * example]!).toBe(example % 2 === 1)
    await model.dispose()
  })

  it('stops when it is cancelled', async () => {
    const step = await openTrainingStep(trainableNetwork(network, 4), 4, runtime)
    const stopped = {
      step,
      weights,
      optimiser: () => {},
      labels: [0, 1],
      write: writeBars,
      epochs: 1,
      seed: 1,
      signal: AbortSignal.abort(),
    }
    await expect(train(stopped)).rejects.toEqual(expect.objectContaining({ code: 'CANCELLED' }))
    await step.dispose()
  })
})

describe('gradient descent', () => {
  it('moves as PyTorch does, with momentum and decay', () => {
    const optimiser = gradientDescent({ rate: (step) => (step === 0 ? 0.5 : 0.25), momentum: 0.5, decay: 0.25 })
    const weights = new Map([['w', Float32Array.of(1)]])
    const gradients = new Map([['w', Float32Array.of(2)]])
    optimiser(weights, gradients, 0)
    // Velocity 2 + .25 * 1.
    expect(weights.get('w')![0]).toBe(1 - 0.5 * 2.25)
    optimiser(weights, gradients, 1)
    // Velocity .5 * 2.25 + 2 + .25 * -.125.
    expect(weights.get('w')![0]).toBe(-0.125 - 0.25 * (1.125 + 2 - 0.03125))
  })
})
