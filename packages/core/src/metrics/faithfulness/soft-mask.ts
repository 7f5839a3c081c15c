import * as z from 'zod/mini'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { mean } from '../../math/mean.ts'
import { sha256 } from '../../sha256.ts'
import type { MetricContext } from '../metric.ts'
import { scoreWhole } from '../pixel-masks.ts'
import { unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'

export const softMaskParameters = z.object({ baseline: hiddenWith() })
export type SoftMaskParameters = z.infer<typeof softMaskParameters>

/** Forwards at most: the picture, and the picture behind its own map. */
export const softMaskCost = 2

/** A picture that shows through its own map. */
export interface SoftMasked {
  readonly evaluator: MaskEvaluator
  /** Size of the map's values without sign, brought to 0..1, f32[height * width]: how much of each pixel is kept. */
  readonly weights: Float32Array
  /** Mean of the weights: a map of ones keeps the whole picture, and all its probability. */
  readonly complexity: number
  /** Probability of the whole picture, and of what the map keeps of it. */
  readonly picture: number
  readonly masked: number
}

/** Keeps of each pixel as much as the map finds in it; the reason, where all pixels are equal. Asked for again, it costs nothing. */
export async function maskSoftly(context: MetricContext, { baseline }: SoftMaskParameters): Promise<SoftMasked | string> {
  const sizes = context.map.map(Math.abs)
  const unranked = unrankedMap(sizes)
  if (unranked) return unranked
  const evaluator = evaluatorHiding(context, baseline)
  const weights = stretched(sizes)
  const { width, height } = context.frame
  const { probability: picture } = await scoreWhole(evaluator)
  const { probabilities } = await evaluator.evaluate({
    kind: 'grid',
    count: 1,
    cells: weights,
    size: [height, width],
    upsampled: [height, width],
    keys: [`soft:${await sha256(new Uint8Array(weights.buffer))}`],
  })
  return { evaluator, weights, complexity: mean(weights), picture, masked: probabilities[0]! }
}

/** From the lowest, 0, to the highest, 1. */
function stretched(sizes: Float32Array): Float32Array {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const size of sizes) {
    lowest = Math.min(lowest, size)
    highest = Math.max(highest, size)
  }
  return sizes.map((size) => (size - lowest) / (highest - lowest))
}
