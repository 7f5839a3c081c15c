import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import { createFairCoins } from '../random/fair-coins.ts'
import { createRandom } from '../random/random.ts'
import { createRegions } from '../regions/create-regions.ts'
import { createMaskEvaluator } from './create-mask-evaluator.ts'

/** What one batch of masks gave, and what it took once everything was warm. */
export interface Trial {
  /** f32[masks, classes] */
  readonly probabilities: Float32Array
  readonly millisecondsPerMask: number
}

const masks = 8
const regions = 9

/**
 * Sends a batch of masked noise through kernels and model, the same for every backend: to compare their numbers and their speed. The second of two runs is
 * timed, since a GPU compiles in the first. Throws as `evaluate` does.
 */
export async function tryMasks(classifier: Classifier, kernels: Kernels): Promise<Trial> {
  const frame = noiseFrame(classifier)
  const evaluator = createMaskEvaluator({
    classifier,
    kernels,
    frame,
    regions: createRegions(frame, { kind: 'grid', count: regions }, frame),
    baseline: { kind: 'black' },
    baselineRgb: new Uint8Array(frame.rgb.length),
    targets: [],
  })
  try {
    const weights = coinWeights()
    const run = () => evaluator.evaluate({ kind: 'regions', count: masks, weights }, { classes: true })
    await run()
    const start = performance.now()
    const { classes } = await run()
    return { probabilities: classes!, millisecondsPerMask: (performance.now() - start) / masks }
  } finally {
    evaluator.release()
  }
}

function noiseFrame({ info: { preprocess } }: Classifier): Frame {
  const [height, width] = preprocess.crop ?? preprocess.size
  const random = createRandom(1)
  const rgb = Uint8Array.from({ length: 3 * width * height }, () => random.next() * 256)
  return { width, height, rgb, source: { x: 0, y: 0, width, height } }
}

function coinWeights(): Float32Array {
  const weights = new Float32Array(masks * regions)
  const toss = createFairCoins(regions, 1)
  for (let mask = 0; mask < masks; mask++) toss(mask, weights.subarray(mask * regions, (mask + 1) * regions))
  return weights
}
