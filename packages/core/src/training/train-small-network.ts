import type { Runtime } from '../model/runtime.ts'
import { openTrainingStep } from './open-training-step.ts'
import { drawWeights, type SmallNetwork, trainableNetwork } from './small-network.ts'
import { gradientDescent } from './stochastic-gradient-descent.ts'
import { train } from './train.ts'
import type { Weights } from './training-step.ts'

/** One picture as the network takes it, f32[3, side, side], and the same with all of it hidden. */
export interface FrameExample {
  readonly class: number
  readonly shown: Float32Array
  readonly hidden: Float32Array
}

export interface SmallTrainingOptions {
  readonly epochs: number
  /** Learning rate at the start; it falls to 0 along a half cosine. */
  readonly rate: number
  readonly batch: number
  readonly seed: number
  readonly signal: AbortSignal
}

const momentum = 0.9
const decay = 1e-4
/** How often a picture is seen as it is. */
const cleanShare = 0.5

/**
 * A small network trained from scratch on pictures of which, half of the time, one cell at random is hidden; left and right are exchanged half of the
 * time. `cells` says of each pixel which cell it belongs to. Throws CANCELLED.
 */
export async function trainSmallNetwork(
  network: SmallNetwork,
  examples: readonly FrameExample[],
  cells: { readonly count: number; readonly labels: Uint16Array },
  runtime: Runtime,
  { epochs, rate, batch: wanted, seed, signal }: SmallTrainingOptions,
): Promise<{ readonly weights: Weights; readonly losses: readonly number[] }> {
  const batch = Math.max(1, Math.min(wanted, examples.length))
  const step = await openTrainingStep(trainableNetwork(network, batch), batch, runtime)
  const weights = drawWeights(network, seed)
  const steps = epochs * Math.ceil(examples.length / batch)
  const pixels = network.side ** 2
  try {
    const losses = await train({
      step,
      weights,
      optimiser: gradientDescent({ rate: (now) => (rate * (1 + Math.cos((Math.PI * now) / steps))) / 2, momentum, decay }),
      labels: examples.map((example) => example.class),
      write: (example, row, random) => {
        const { shown, hidden } = examples[example]!
        const cell = random.next() < cleanShare ? -1 : Math.floor(random.next() * cells.count)
        const isMirrored = random.next() < 0.5
        for (let pixel = 0; pixel < pixels; pixel++) {
          const from = isMirrored ? pixel - (pixel % network.side) + (network.side - 1 - (pixel % network.side)) : pixel
          const source = cells.labels[from] === cell ? hidden : shown
          for (let channel = 0; channel < 3; channel++) row[channel * pixels + pixel] = source[channel * pixels + from]!
        }
      },
      epochs,
      seed,
      signal,
    })
    return { weights, losses }
  } finally {
    await step.dispose()
  }
}
