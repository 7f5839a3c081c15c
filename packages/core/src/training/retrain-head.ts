import type { Runtime } from '../model/runtime.ts'
import { type Head, headOfWeights, trainableHead, weightsOfHead } from './linear-head.ts'
import { openTrainingStep } from './open-training-step.ts'
import { gradientDescent } from './stochastic-gradient-descent.ts'
import { train } from './train.ts'

/** Features of one picture, first as it is and then with each cell hidden, f32[1 + cells, length]. */
export interface HeadExample {
  readonly class: number
  readonly features: Float32Array
}

export interface RetrainOptions {
  readonly epochs: number
  /** Learning rate of the first ten epochs; a tenth of it for the next ten, and so on. */
  readonly rate: number
  readonly batch: number
  readonly seed: number
  readonly signal: AbortSignal
}

const momentum = 0.9
const decay = 1e-4
const epochsOfRate = 10
/** How often a picture is seen as it is. */
const cleanShare = 0.5

/**
 * A head trained further from its own weights on pictures of which, half of the time, one cell at random is hidden. Throws CANCELLED.
 *
 * R. Hesse, S. Schaub-Meyer and S. Roth, Benchmarking the Attribution Quality of Vision Models, arXiv 2407.11910, whose network is trained as a whole.
 */
export async function retrainHead(
  head: Head,
  examples: readonly HeadExample[],
  runtime: Runtime,
  { epochs, rate, batch: wanted, seed, signal }: RetrainOptions,
): Promise<Head> {
  const batch = Math.max(1, Math.min(wanted, examples.length))
  const step = await openTrainingStep(trainableHead(head, batch), batch, runtime)
  const weights = weightsOfHead(head)
  const stepsOfEpoch = Math.ceil(examples.length / batch)
  try {
    await train({
      step,
      weights,
      optimiser: gradientDescent({
        rate: (now) => rate * 0.1 ** Math.floor(now / stepsOfEpoch / epochsOfRate),
        momentum,
        decay,
      }),
      labels: examples.map((example) => example.class),
      write: (example, row, random) => {
        const { features } = examples[example]!
        const cells = features.length / head.length - 1
        const view = random.next() < cleanShare ? 0 : 1 + Math.floor(random.next() * cells)
        row.set(features.subarray(view * head.length, (view + 1) * head.length))
      },
      epochs,
      seed,
      signal,
    })
  } finally {
    await step.dispose()
  }
  return headOfWeights(weights)
}
